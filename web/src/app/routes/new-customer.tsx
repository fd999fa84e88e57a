/** The page that makes a customer. */
import { useNavigate } from "react-router"
import { Page as Frame } from "../../components/page.tsx"
import { Panel } from "../../components/panel.tsx"
import { paths } from "../../config/paths.ts"
import { useCreateCustomer } from "../../features/customers/api/create-customer.ts"
import { CustomerForm } from "../../features/customers/components/customer-form.tsx"
import { toast } from "../../lib/toast.ts"

export function Page() {
  const navigate = useNavigate()
  const { mutate, isPending, error } = useCreateCustomer()
  return (
    <Frame title="New customer" back={{ to: paths.customers, label: "Customers" }}>
      <Panel narrow>
        <CustomerForm
          submit="Create the customer"
          cancelTo={paths.customers}
          isSaving={isPending}
          error={error}
          onSubmit={input =>
            mutate(input, {
              onSuccess: ({ id, name }) => {
                toast(`${name} is a customer now`)
                void navigate(paths.customer(id))
              },
            })
          }
        />
      </Panel>
    </Frame>
  )
}
