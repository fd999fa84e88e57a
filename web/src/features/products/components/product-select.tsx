/** Chooses a product by typing the beginning of its name; each shows its price and what is on hand. */
import { Group, Select, Text } from "@mantine/core"
import { t } from "i18next"
import type { KeyboardEvent, ReactNode } from "react"
import { formatAmount } from "../../../lib/money.ts"
import { useChoiceSearch, useEarlyEnter } from "../../../lib/use-choice-search.ts"
import { useProducts } from "../api/list-products.ts"
import type { Product } from "../types.ts"

type Props = {
  /** The product that is chosen. */
  value: { id: string; name: string } | null
  onChange(product: Product): void
  label: string
  error?: ReactNode
  inputRef?: (input: HTMLInputElement | null) => void
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void
}

/** How many are offered; what is not among them is found by typing more. */
const offered = 20

export function ProductSelect({ value, onChange, label, error, inputRef, onKeyDown }: Props) {
  const search = useChoiceSearch(value?.name)
  const { data, isPending, isPlaceholderData, error: unread } = useProducts({ q: search.q, limit: offered })
  const products = new Map(data?.items.map(product => [product.id, product]))
  const isSearching = isPending || isPlaceholderData || search.isTyping
  // What was found for another text is no answer to this one.
  const found = isSearching ? [] : [...products.values()]
  const options = found.map(({ id, name }) => ({ value: id, label: name }))
  // What is chosen stays so, found or not.
  const isListed = found.some(({ id }) => id === value?.id)
  const kept = value && !isListed ? { value: value.id, label: value.name } : undefined
  const takesEnter = useEarlyEnter(isSearching, () => {
    const first = search.q && data?.items[0]
    if (first) onChange(first)
  })
  return (
    <Select
      {...search.field}
      ref={inputRef}
      onKeyDown={event => {
        if (!takesEnter(event)) onKeyDown?.(event)
      }}
      aria-label={label}
      placeholder={t("products:choose")}
      value={value?.id ?? null}
      onChange={id => {
        const product = id === null ? undefined : products.get(id)
        if (product) onChange(product)
      }}
      data={kept ? [...options, kept] : options}
      searchable
      // What the API found is what there is; the one that is kept is there for the field's own sake.
      filter={({ options: all }) => (search.isActive ? options : all)}
      // Also when the answer comes, which is a change of this very property.
      selectFirstOptionOnChange={!isSearching}
      allowDeselect={false}
      error={error ?? (unread ? t("products:unread") : undefined)}
      nothingFoundMessage={isSearching ? t("products:loading") : t("products:noSuch")}
      renderOption={({ option }) => {
        const product = products.get(option.value)
        return product ? <Choice product={product} /> : option.label
      }}
    />
  )
}

const Choice = ({ product: { name, price, quantity } }: { product: Product }) => (
  <Group justify="space-between" wrap="nowrap" w="100%" gap="sm">
    <div>
      <Text size="sm">{name}</Text>
      <Text size="xs" c="dimmed">
        {t("products:pieces", { count: quantity })}
      </Text>
    </div>
    <Text size="sm" className="number">
      {formatAmount(price)}
    </Text>
  </Group>
)
