/** Chooses a customer by typing the beginning of a name or email: the API finds them, however many there are. */
import { Select } from "@mantine/core"
import { t } from "i18next"
import type { ReactNode } from "react"
import { useChoiceSearch, useEarlyEnter } from "../../../lib/use-choice-search.ts"
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
  const isSearching = isPending || isPlaceholderData || search.isTyping
  // What was found for another text is no answer to this one.
  const options = (isSearching ? [] : found).map(customer => ({
    value: customer.id,
    label: labelOf(customer),
  }))
  // Who is chosen stays so, found or not; the id stands for one who does not exist (any more).
  const isListed = options.some(option => option.value === value)
  const kept = value && !isListed ? { value, label: chosen ? labelOf(chosen) : value } : undefined
  const takesEnter = useEarlyEnter(isSearching, () => {
    const first = search.q && found[0]
    if (first) field.onChange(first.id)
  })
  return (
    <Select
      {...field}
      onKeyDown={takesEnter}
      {...search.field}
      value={value}
      data={kept ? [...options, kept] : options}
      searchable
      // What the API found is what there is; who is kept is there for the field's own sake.
      filter={({ options: all }) => (search.isActive ? options : all)}
      // Also when the answer comes, which is a change of this very property.
      selectFirstOptionOnChange={!isSearching}
      allowDeselect={false}
      error={field.error ?? (error ? t("customers:unread") : undefined)}
      nothingFoundMessage={isSearching ? t("customers:loading") : t("customers:noSuch")}
      // The library leaves this button out for the keyboard; without it a filter could not be taken back there.
      clearButtonProps={{ "aria-label": t("customers:clear"), "aria-hidden": false, tabIndex: 0 }}
    />
  )
}
