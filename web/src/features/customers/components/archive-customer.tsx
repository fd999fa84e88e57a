/** The button that archives a customer; it waits until the customer is there. */
import { t } from "i18next"
import { ConfirmButton } from "../../../components/confirm-button.tsx"
import { IconArchive } from "../../../components/icons.ts"
import { toast } from "../../../lib/toast.ts"
import { useDeleteCustomer } from "../api/delete-customer.ts"
import type { Customer } from "../types.ts"

type Props = { customer: Customer | undefined; onArchived(): void }

export function ArchiveCustomer({ customer, onArchived }: Props) {
  const { mutate, isPending, error } = useDeleteCustomer(customer?.version)
  const name = customer?.name ?? ""
  const done = () => {
    toast(t("customers:isArchived", { name }))
    onArchived()
  }
  return (
    <ConfirmButton
      label={t("customers:archive")}
      icon={IconArchive}
      question={t("customers:archiveWho", { name })}
      consequence={t("customers:archiveConsequence")}
      isDangerous
      disabled={!customer}
      isWorking={isPending}
      error={error}
      onConfirm={() => customer && mutate(customer.id, { onSuccess: done })}
    />
  )
}
