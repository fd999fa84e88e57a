/** The page that changes a draft. */
import { Skeleton } from "@mantine/core"
import { t } from "i18next"
import { useState } from "react"
import { Navigate, useNavigate, useParams } from "react-router"
import { Page as Frame } from "../../components/page.tsx"
import { QueryView } from "../../components/query-view.tsx"
import { paths } from "../../config/paths.ts"
import { useBill } from "../../features/bills/api/get-bill.ts"
import { DraftEditor } from "../../features/bills/components/draft-editor.tsx"
import { customerOf, nameOf } from "../../features/bills/model.ts"
import { useCustomerNames } from "../../features/customers/api/get-customer-names.ts"
import { CustomerSelect } from "../../features/customers/components/customer-select.tsx"
import { ProductSelect } from "../../features/products/components/product-select.tsx"
import { toast } from "../../lib/toast.ts"

export function Page() {
  const { billId = "" } = useParams()
  const navigate = useNavigate()
  const query = useBill(billId)
  const [chosen, setChosen] = useState<string | null>(null)
  const customerName = useCustomerNames(chosen ? [chosen] : [])
  const toBill = () => void navigate(paths.bill(billId))
  return (
    <Frame
      title={t("bills:editBill")}
      back={{ to: paths.bill(billId), label: query.data ? nameOf(query.data) : t("bills:bills") }}
    >
      <QueryView query={query} loading={<Skeleton height={360} radius="lg" />}>
        {bill =>
          // Only a draft can be changed; an address may be an old one.
          bill.status === "draft" ? (
            <DraftEditor
              bill={bill}
              customerName={id => (id === bill.customerId ? customerOf(bill) : customerName(id))}
              customerField={field => (
                <CustomerSelect
                  {...field}
                  onChange={id => {
                    field.onChange(id)
                    setChosen(id)
                  }}
                  label={t("bills:customer")}
                  placeholder={t("bills:customerSearch")}
                  required
                />
              )}
              productField={field => <ProductSelect {...field} />}
              onSaved={() => {
                toast(t("bills:isDrafted"))
                toBill()
              }}
              onLeave={toBill}
            />
          ) : (
            <Navigate to={paths.bill(billId)} replace />
          )
        }
      </QueryView>
    </Frame>
  )
}
