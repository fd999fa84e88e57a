/** The button that deletes a customer; it waits until the customer is there. */
import { t } from "i18next"
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
    toast(t("customers:isDeleted", { name: customer?.name ?? "" }))
    onDeleted()
  }
  return (
    <DeleteButton
      what={customer?.name}
      consequence={t("customers:deleteConsequence")}
      isDeleting={isPending}
      error={error}
      onDelete={() => customer && mutate(customer.id, { onSuccess: done })}
    />
  )
}
