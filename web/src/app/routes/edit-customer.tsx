/** The page that changes a customer. */
import { Skeleton } from "@mantine/core"
import { t } from "i18next"
import { useNavigate, useParams } from "react-router"
import { Page as Frame } from "../../components/page.tsx"
import { Panel } from "../../components/panel.tsx"
import { QueryView } from "../../components/query-view.tsx"
import { paths } from "../../config/paths.ts"
import { useCustomer } from "../../features/customers/api/get-customer.ts"
import { CustomerEditor } from "../../features/customers/components/customer-editor.tsx"
import { toast } from "../../lib/toast.ts"

export function Page() {
  const { customerId = "" } = useParams()
  const navigate = useNavigate()
  const query = useCustomer(customerId)
  const toCustomer = () => void navigate(paths.customer(customerId))
  return (
    <Frame
      title={t("customers:editCustomer")}
      back={{ to: paths.customer(customerId), label: query.data?.name ?? t("customers:customer") }}
    >
      <Panel narrow>
        <QueryView query={query} loading={<Skeleton height={206} />}>
          {customer => (
            <CustomerEditor
              customer={customer}
              onSaved={({ name }) => {
                toast(t("customers:isSaved", { name }))
                toCustomer()
              }}
              onLeave={toCustomer}
            />
          )}
        </QueryView>
      </Panel>
    </Frame>
  )
}
