/** The page that changes a customer. */

import { Skeleton } from "@mantine/core"
import { t } from "i18next"
import { useNavigate, useParams } from "react-router"
import { Page as Frame } from "../../components/page.tsx"
import { Panel } from "../../components/panel.tsx"
import { QueryView } from "../../components/query-view.tsx"
import { paths } from "../../config/paths.ts"
import { useCustomer } from "../../features/customers/api/get-customer.ts"
import { useReplaceCustomer } from "../../features/customers/api/replace-customer.ts"
import { CustomerForm } from "../../features/customers/components/customer-form.tsx"
import { toast } from "../../lib/toast.ts"

export function Page() {
  const { customerId = "" } = useParams()
  const navigate = useNavigate()
  const { mutate, isPending, error } = useReplaceCustomer(customerId)
  return (
    <Frame
      title={t("customers:editCustomer")}
      back={{ to: paths.customer(customerId), label: t("customers:customer") }}
    >
      <Panel narrow>
        <QueryView query={useCustomer(customerId)} loading={<Skeleton height={206} />}>
          {customer => (
            <CustomerForm
              customer={customer}
              submit={t("customers:save")}
              cancelTo={paths.customer(customerId)}
              isSaving={isPending}
              error={error}
              onSubmit={input =>
                mutate(input, {
                  onSuccess: ({ name }) => {
                    toast(t("customers:isSaved", { name }))
                    void navigate(paths.customer(customerId))
                  },
                })
              }
            />
          )}
        </QueryView>
      </Panel>
    </Frame>
  )
}
