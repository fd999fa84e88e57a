/** Chooses a customer by typing a part of the name or email. */

import { Select } from "@mantine/core"
import { t } from "i18next"
import type { ReactNode } from "react"
import { useCustomer } from "../api/get-customer.ts"
import { useCustomers } from "../api/list-customers.ts"

type Props = {
  value: string | null
  onChange(id: string | null): void
  label: string
  error?: ReactNode
  required?: boolean
  clearable?: boolean
  placeholder?: string
}

/** How many are offered: the most that the API gives at once. */
const offered = 100

export function CustomerSelect({ value, ...field }: Props) {
  const { data, isPending, error } = useCustomers({ limit: offered })
  const listed = data?.items ?? []
  const isListed = listed.some(({ id }) => id === value)
  const chosen = useCustomer(value && data && !isListed ? value : undefined)
  const customers = chosen.data && !isListed ? [chosen.data, ...listed] : listed
  const options = customers.map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }))
  // One that does not exist (any more) is still what is chosen: its id stands for it.
  const missing = value && !isListed && !chosen.data ? [{ value, label: value }] : []
  return (
    <Select
      {...field}
      value={value}
      data={[...options, ...missing]}
      searchable
      allowDeselect={false}
      error={field.error ?? (error ? t("customers:unread") : undefined)}
      nothingFoundMessage={
        isPending
          ? t("customers:loading")
          : data?.next
            ? t("customers:noneOfNewest", { count: offered })
            : t("customers:noSuch")
      }
      // The library leaves this button out for the keyboard; without it a filter could not be taken back there.
      clearButtonProps={{ "aria-label": t("customers:clear"), "aria-hidden": false, tabIndex: 0 }}
    />
  )
}
