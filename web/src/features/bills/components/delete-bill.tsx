/** The button that deletes a bill; it waits until the bill is there. */
import { DeleteButton } from "../../../components/delete-button.tsx"
import { formatAmount } from "../../../lib/money.ts"
import { toast } from "../../../lib/toast.ts"
import { useDeleteBill } from "../api/delete-bill.ts"
import { customerOf } from "../model.ts"
import type { Bill } from "../types.ts"

export function DeleteBill({ bill, onDeleted }: { bill: Bill | undefined; onDeleted(): void }) {
  const { mutate, isPending, error } = useDeleteBill()
  const done = () => {
    toast("The bill is deleted")
    onDeleted()
  }
  return (
    <DeleteButton
      what={bill && `the bill of ${customerOf(bill)} over ${formatAmount(bill.total, bill.currency)}`}
      consequence="The bill goes with all its lines. This cannot be undone."
      isDeleting={isPending}
      error={error}
      onDelete={() => bill && mutate(bill.id, { onSuccess: done })}
    />
  )
}
