/** The button that deletes a customer; it waits until the customer is there. */
import { DeleteButton } from "../../../components/delete-button.tsx"
import { toast } from "../../../lib/toast.ts"
import { useDeleteCustomer } from "../api/delete-customer.ts"
import type { Customer } from "../types.ts"

export function DeleteCustomer({
  customer,
  onDeleted,
}: {
  customer: Customer | undefined
  onDeleted(): void
}) {
  const { mutate, isPending, error } = useDeleteCustomer()
  const done = () => {
    toast(`${customer?.name} is deleted`)
    onDeleted()
  }
  return (
    <DeleteButton
      what={customer?.name}
      consequence="The customer's bills stay, without the name. This cannot be undone."
      isDeleting={isPending}
      error={error}
      onDelete={() => customer && mutate(customer.id, { onSuccess: done })}
    />
  )
}
