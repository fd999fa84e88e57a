/** Chooses a customer by typing the beginning of a name or email: the API finds them, however many there are. */
import { Select } from "@mantine/core"
import { t } from "i18next"
import type { ReactNode } from "react"
import { useChoiceSearch } from "../../../lib/use-choice-search.ts"
import { useCustomer } from "../api/get-customer.ts"
import { useCustomers } from "../api/list-customers.ts"
import type { Customer } from "../types.ts"

type Props = {
  value: string | null
  onChange(id: string | null): void
  label: string
  error?: ReactNode
  required?: boolean
  clearable?: boolean
  autoFocus?: boolean
  placeholder?: string
}

/** How many are offered; who is not among them is found by typing more. */
const offered = 20

const labelOf = ({ name, email }: Customer): string => `${name} (${email})`

export function CustomerSelect({ value, ...field }: Props) {
  const chosen = useCustomer(value ?? undefined).data
  const search = useChoiceSearch(chosen && labelOf(chosen))
  const { data, isPending, isPlaceholderData, error } = useCustomers({ q: search.q, limit: offered })
  const found = data?.items ?? []
  const isFound = found.some(({ id }) => id === value)
  const options = found.map(customer => ({ value: customer.id, label: labelOf(customer) }))
  // One who does not exist (any more) is still who is chosen: the id stands for them.
  const kept = value && !isFound ? [{ value, label: chosen ? labelOf(chosen) : value }] : []
  const isSearching = isPending || isPlaceholderData || search.isTyping
  return (
    <Select
      {...field}
      {...search.field}
      value={value}
      data={[...options, ...kept]}
      searchable
      // What the API found is what there is; the one who is chosen is there for the field's own sake.
      filter={({ options: all }) =>
        search.q ? all.filter(one => !("value" in one) || one.value !== kept[0]?.value) : all
      }
      selectFirstOptionOnChange
      allowDeselect={false}
      error={field.error ?? (error ? t("customers:unread") : undefined)}
      nothingFoundMessage={isSearching ? t("customers:loading") : t("customers:noSuch")}
      // The library leaves this button out for the keyboard; without it a filter could not be taken back there.
      clearButtonProps={{ "aria-label": t("customers:clear"), "aria-hidden": false, tabIndex: 0 }}
    />
  )
}
