/** The page that makes a customer. */
import { t } from "i18next"
import { useNavigate } from "react-router"
import { Page as Frame } from "../../components/page.tsx"
import { Panel } from "../../components/panel.tsx"
import { paths } from "../../config/paths.ts"
import { useCreateCustomer } from "../../features/customers/api/create-customer.ts"
import { CustomerForm } from "../../features/customers/components/customer-form.tsx"
import { toInput } from "../../features/customers/model.ts"
import { useRequestKey } from "../../lib/request-key.ts"
import { toast } from "../../lib/toast.ts"

export function Page() {
  const navigate = useNavigate()
  const { mutate, isPending, error } = useCreateCustomer(useRequestKey())
  return (
    <Frame title={t("customers:newCustomer")} back={{ to: paths.customers, label: t("customers:customers") }}>
      <Panel narrow>
        <CustomerForm
          submit={t("customers:create")}
          cancelTo={paths.customers}
          isSaving={isPending}
          error={error}
          onSubmit={values =>
            mutate(toInput(values), {
              onSuccess: ({ id, name }) => {
                toast(t("customers:isCreated", { name }))
                void navigate(paths.customer(id))
              },
            })
          }
        />
      </Panel>
    </Frame>
  )
}
