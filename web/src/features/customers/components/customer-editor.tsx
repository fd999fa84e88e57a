/** Changes a customer. When somebody else did so meanwhile, both versions are shown and what stays is chosen. */
import { useQueryClient } from "@tanstack/react-query"
import { t } from "i18next"
import { useState } from "react"
import { Conflict } from "../../../components/conflict.tsx"
import { paths } from "../../../config/paths.ts"
import { isStale } from "../../../lib/problem.ts"
import { customerOptions } from "../api/get-customer.ts"
import { useReplaceCustomer } from "../api/replace-customer.ts"
import { toForm, toInput, type CustomerForm as Values } from "../model.ts"
import type { Customer } from "../types.ts"
import { CustomerForm } from "./customer-form.tsx"

type Props = { customer: Customer; onSaved(customer: Customer): void; onLeave(): void }

export function CustomerEditor({ customer, onSaved, onLeave }: Props) {
  // What is edited is what was there at first, whatever is read again behind the form.
  const [base] = useState(customer)
  const [meeting, setMeeting] = useState<{ mine: Values; theirs: Customer }>()
  const { mutate, isPending, error } = useReplaceCustomer(customer.id)
  const client = useQueryClient()
  const otherError = isStale(error) ? null : error

  const save = (mine: Values, { version }: Customer) =>
    mutate(
      { input: toInput(mine), version },
      {
        onSuccess: onSaved,
        onError: async failure => {
          if (!isStale(failure)) return
          const theirs = await client.fetchQuery({ ...customerOptions(customer.id), staleTime: 0 })
          setMeeting({ mine, theirs })
        },
      },
    )

  if (meeting) {
    return (
      <Conflict
        key={meeting.theirs.version}
        base={toForm(base)}
        mine={meeting.mine}
        theirs={toForm(meeting.theirs)}
        fields={[
          { name: "name", label: t("customers:name") },
          { name: "email", label: t("customers:email") },
        ]}
        isSaving={isPending}
        error={otherError}
        onResolve={values => save(values, meeting.theirs)}
        onDiscard={onLeave}
      />
    )
  }
  return (
    <CustomerForm
      customer={base}
      submit={t("customers:save")}
      cancelTo={paths.customer(customer.id)}
      isSaving={isPending}
      error={otherError}
      onSubmit={values => save(values, base)}
    />
  )
}
