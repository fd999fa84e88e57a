/** The page that makes a bill; `?customerId=` chooses the customer beforehand. */
import { t } from "i18next"
import { useNavigate, useSearchParams } from "react-router"
import { Page as Frame } from "../../components/page.tsx"
import { paths } from "../../config/paths.ts"
import { useCreateBill } from "../../features/bills/api/create-bill.ts"
import { BillForm } from "../../features/bills/components/bill-form.tsx"
import { emptyLine, toInput } from "../../features/bills/model.ts"
import { CustomerSelect } from "../../features/customers/components/customer-select.tsx"
import { ProductSelect } from "../../features/products/components/product-select.tsx"
import { useRequestKey } from "../../lib/request-key.ts"
import { toast } from "../../lib/toast.ts"

export function Page() {
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const { mutate, isPending, error } = useCreateBill(useRequestKey())
  return (
    <Frame title={t("bills:newBill")} back={{ to: paths.bills(), label: t("bills:bills") }}>
      <BillForm
        initial={{ customerId: params.get("customerId") || null, lines: [emptyLine("0")] }}
        submit={t("bills:issue")}
        alternative={t("bills:saveDraft")}
        cancelTo={paths.bills()}
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
        onSubmit={(values, draft) =>
          mutate(
            { ...toInput(values), ...(draft ? { draft } : {}) },
            {
              onSuccess: ({ id }) => {
                toast(t(draft ? "bills:isDrafted" : "bills:isIssued"))
                void navigate(paths.bill(id))
              },
            },
          )
        }
      />
    </Frame>
  )
}
