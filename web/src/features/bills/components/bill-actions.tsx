/** What can be done with a bill in its state, each after asking. */
import { Button } from "@mantine/core"
import { t } from "i18next"
import { Link } from "react-router"
import { ConfirmButton } from "../../../components/confirm-button.tsx"
import { IconBan, IconPencil, IconReceiptRefund, IconSend, IconTrash } from "../../../components/icons.ts"
import { paths } from "../../../config/paths.ts"
import { formatAmount } from "../../../lib/money.ts"
import { useRequestKey } from "../../../lib/request-key.ts"
import { toast } from "../../../lib/toast.ts"
import { useChangeBill } from "../api/change-bill.ts"
import { useDeleteBill } from "../api/delete-bill.ts"
import { nameOf } from "../model.ts"
import { type Action, actionsOf } from "../states.ts"
import type { Bill } from "../types.ts"
import { PayBill } from "./pay-bill.tsx"

type Props = {
  bill: Bill
  onDeleted(): void
  /** A credit note was made. */
  onCredited(note: Bill): void
}

export const BillActions = ({ bill, onDeleted, onCredited }: Props) =>
  actionsOf(bill).map(action => (
    <OneAction key={action} action={action} bill={bill} onDeleted={onDeleted} onCredited={onCredited} />
  ))

function OneAction({ action, bill, onDeleted, onCredited }: Props & { action: Action }) {
  switch (action) {
    case "edit":
      return (
        <Button
          variant="default"
          component={Link}
          to={paths.editBill(bill.id)}
          leftSection={<IconPencil size={16} stroke={1.7} aria-hidden />}
        >
          {t("bills:edit")}
        </Button>
      )
    case "delete":
      return <DeleteDraft bill={bill} onDeleted={onDeleted} />
    case "issue":
      return <IssueDraft bill={bill} />
    case "pay":
      return <PayBill bill={bill} />
    case "void":
      return <VoidBill bill={bill} />
    case "credit":
      return <CreditBill bill={bill} onCredited={onCredited} />
  }
}

function DeleteDraft({ bill, onDeleted }: { bill: Bill; onDeleted(): void }) {
  const { mutate, isPending, error } = useDeleteBill(bill.version)
  const done = () => {
    toast(t("bills:isDeleted"))
    onDeleted()
  }
  return (
    <ConfirmButton
      label={t("bills:delete")}
      icon={IconTrash}
      question={t("bills:deleteWhat")}
      consequence={t("bills:deleteConsequence")}
      isDangerous
      isWorking={isPending}
      error={error}
      onConfirm={() => mutate(bill.id, { onSuccess: done })}
    />
  )
}

function IssueDraft({ bill }: { bill: Bill }) {
  const key = useRequestKey()
  const { mutate, isPending, error } = useChangeBill(bill.id, "issue")
  return (
    <ConfirmButton
      label={t("bills:issueNow")}
      icon={IconSend}
      question={t("bills:issueWhat")}
      consequence={t("bills:issueConsequence")}
      isMain
      isWorking={isPending}
      error={error}
      onConfirm={close =>
        mutate(key, {
          onSuccess: issued => {
            close()
            toast(t("bills:isIssuedAs", { number: nameOf(issued) }))
          },
        })
      }
    />
  )
}

function VoidBill({ bill }: { bill: Bill }) {
  const key = useRequestKey()
  const { mutate, isPending, error } = useChangeBill(bill.id, "void")
  const name = nameOf(bill)
  return (
    <ConfirmButton
      label={t("bills:voidIt")}
      icon={IconBan}
      question={t("bills:voidWhat", { name })}
      consequence={t("bills:voidConsequence")}
      isDangerous
      isWorking={isPending}
      error={error}
      onConfirm={close =>
        mutate(key, {
          onSuccess: () => {
            close()
            toast(t("bills:isVoid", { name }))
          },
        })
      }
    />
  )
}

function CreditBill({ bill, onCredited }: { bill: Bill; onCredited(note: Bill): void }) {
  const key = useRequestKey()
  const { mutate, isPending, error } = useChangeBill(bill.id, "credit-notes")
  return (
    <ConfirmButton
      label={t("bills:credit")}
      icon={IconReceiptRefund}
      question={t("bills:creditWhat", { name: nameOf(bill) })}
      consequence={t("bills:creditConsequence", { amount: formatAmount(bill.total, bill.currency) })}
      isDangerous
      isWorking={isPending}
      error={error}
      onConfirm={close =>
        mutate(key, {
          onSuccess: note => {
            close()
            toast(t("bills:isCredited", { number: nameOf(note) }))
            onCredited(note)
          },
        })
      }
    />
  )
}
