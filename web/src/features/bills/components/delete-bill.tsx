/** The button that deletes a bill; it waits until the bill is there. */
import { t } from "i18next"
import { DeleteButton } from "../../../components/delete-button.tsx"
import { formatAmount } from "../../../lib/money.ts"
import { toast } from "../../../lib/toast.ts"
import { useDeleteBill } from "../api/delete-bill.ts"
import { customerOf } from "../model.ts"
import type { Bill } from "../types.ts"

export function DeleteBill({ bill, onDeleted }: { bill: Bill | undefined; onDeleted(): void }) {
  const { mutate, isPending, error } = useDeleteBill()
  const done = () => {
    toast(t("bills:isDeleted"))
    onDeleted()
  }
  return (
    <DeleteButton
      what={
        bill &&
        t("bills:billOf", { customer: customerOf(bill), amount: formatAmount(bill.total, bill.currency) })
      }
      consequence={t("bills:deleteConsequence")}
      isDeleting={isPending}
      error={error}
      onDelete={() => bill && mutate(bill.id, { onSuccess: done })}
    />
  )
}
