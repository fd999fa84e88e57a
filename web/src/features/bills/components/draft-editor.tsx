/** Changes a draft. When somebody else did so meanwhile, both versions are shown and what stays is chosen. */
import { useQueryClient } from "@tanstack/react-query"
import { t } from "i18next"
import { type ReactNode, useState } from "react"
import { Conflict } from "../../../components/conflict.tsx"
import { Panel } from "../../../components/panel.tsx"
import { paths } from "../../../config/paths.ts"
import { isStale } from "../../../lib/problem.ts"
import { billOptions } from "../api/get-bill.ts"
import { useReplaceBill } from "../api/replace-bill.ts"
import { filledLines, toForm, toInput, type BillForm as Values } from "../model.ts"
import type { Bill } from "../types.ts"
import { BillForm, type CustomerField } from "./bill-form.tsx"
import type { ProductField } from "./line-fields.tsx"

type Props = {
  bill: Bill
  customerField(field: CustomerField): ReactNode
  productField(field: ProductField): ReactNode
  /** A customer in words. */
  customerName(id: string): string
  onSaved(): void
  onLeave(): void
}

export function DraftEditor({ bill, customerField, productField, customerName, onSaved, onLeave }: Props) {
  // What is edited is what was there at first, whatever is read again behind the form.
  const [base] = useState(bill)
  const [meeting, setMeeting] = useState<{ mine: Values; theirs: Bill }>()
  const { mutate, isPending, error } = useReplaceBill(bill.id)
  const client = useQueryClient()
  const otherError = isStale(error) ? null : error

  const save = (mine: Values, { version }: Bill) =>
    mutate(
      { input: toInput(mine), version },
      {
        onSuccess: onSaved,
        onError: async failure => {
          if (!isStale(failure)) return
          const theirs = await client.fetchQuery({ ...billOptions(bill.id), staleTime: 0 })
          setMeeting({ mine, theirs })
        },
      },
    )

  if (meeting) {
    const { mine, theirs } = meeting
    const [myText, theirText] = [inWords(mine), inWords(toForm(theirs))]
    return (
      <Panel narrow>
        <Conflict
          key={theirs.version}
          base={inWords(toForm(base))}
          mine={myText}
          theirs={theirText}
          fields={[
            {
              name: "customerId",
              label: t("bills:customer"),
              show: id => (id === theirs.customerId && theirs.customer?.name) || customerName(id),
            },
            { name: "lines", label: t("bills:lines") },
          ]}
          isSaving={isPending}
          error={otherError}
          onResolve={({ customerId, lines }) =>
            save({ customerId, lines: lines === myText.lines ? mine.lines : toForm(theirs).lines }, theirs)
          }
          onDiscard={onLeave}
        />
      </Panel>
    )
  }
  return (
    <BillForm
      initial={toForm(base)}
      submit={t("bills:save")}
      cancelTo={paths.bill(bill.id)}
      isSaving={isPending}
      error={otherError}
      customerField={customerField}
      productField={productField}
      onSubmit={values => save(values, base)}
    />
  )
}

/** A form that can be compared and read: `2 × Lamp, 1 × Desk`. */
const inWords = ({ customerId, lines }: Values): { customerId: string; lines: string } => ({
  customerId: customerId ?? "",
  lines: filledLines(lines)
    .map(({ product, quantity }) => `${quantity} × ${product?.name ?? ""}`)
    .join(", "),
})
