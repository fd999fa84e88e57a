/** Chooses a product by typing the beginning of its name; each shows its price and what is on hand. */
import { Group, Select, Text } from "@mantine/core"
import { t } from "i18next"
import type { KeyboardEvent, ReactNode } from "react"
import { formatAmount } from "../../../lib/money.ts"
import { useChoiceSearch } from "../../../lib/use-choice-search.ts"
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
  const options = [...products.values()].map(({ id, name }) => ({ value: id, label: name }))
  const kept = value && !products.has(value.id) ? [{ value: value.id, label: value.name }] : []
  const isSearching = isPending || isPlaceholderData || search.isTyping
  return (
    <Select
      {...search.field}
      ref={inputRef}
      {...(onKeyDown ? { onKeyDown } : {})}
      aria-label={label}
      placeholder={t("products:choose")}
      value={value?.id ?? null}
      onChange={id => {
        const product = id === null ? undefined : products.get(id)
        if (product) onChange(product)
      }}
      data={[...options, ...kept]}
      searchable
      // What the API found is what there is; the one that is chosen is there for the field's own sake.
      filter={({ options: all }) =>
        search.q ? all.filter(one => !("value" in one) || products.has(String(one.value))) : all
      }
      selectFirstOptionOnChange
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
