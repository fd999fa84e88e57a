/** The page that makes a bill; `?customerId=` chooses the customer beforehand. */
import { t } from "i18next"
import { useNavigate, useSearchParams } from "react-router"
import { Page as Frame } from "../../components/page.tsx"
import { paths } from "../../config/paths.ts"
import { useCreateBill } from "../../features/bills/api/create-bill.ts"
import { BillForm } from "../../features/bills/components/bill-form.tsx"
import { CustomerSelect } from "../../features/customers/components/customer-select.tsx"
import { ProductSelect } from "../../features/products/components/product-select.tsx"
import { toast } from "../../lib/toast.ts"

export function Page() {
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const { mutate, isPending, error } = useCreateBill()
  return (
    <Frame title={t("bills:newBill")} back={{ to: paths.bills(), label: t("bills:bills") }}>
      <BillForm
        customerId={params.get("customerId") || undefined}
        isSaving={isPending}
        error={error}
        customerField={field => (
          <CustomerSelect
            {...field}
            label={t("bills:customer")}
            placeholder={t("bills:customerSearch")}
            required
          />
        )}
        productField={field => <ProductSelect {...field} />}
        onSubmit={input =>
          mutate(input, {
            onSuccess: ({ id }) => {
              toast(t("bills:isIssued"))
              void navigate(paths.bill(id))
            },
          })
        }
      />
    </Frame>
  )
}
