/** Chooses a product by typing a part of its name; each shows its price and what is on hand. */

import { Group, Select, Text } from "@mantine/core"
import { t } from "i18next"
import type { ReactNode } from "react"
import { formatAmount } from "../../../lib/money.ts"
import { useProducts } from "../api/list-products.ts"
import type { Product } from "../types.ts"

type Props = {
  value: string | null
  onChange(product: Product): void
  label: string
  error?: ReactNode
  inputRef?: (input: HTMLInputElement | null) => void
}

/** How many are offered: the most that the API gives at once. */
const offered = 100

export function ProductSelect({ value, onChange, label, error, inputRef }: Props) {
  const { data, isPending, error: unread } = useProducts({ limit: offered })
  const products = new Map(data?.items.map(product => [product.id, product]))
  return (
    <Select
      ref={inputRef}
      aria-label={label}
      placeholder={t("products:product")}
      value={value}
      onChange={id => {
        const product = id === null ? undefined : products.get(id)
        if (product) onChange(product)
      }}
      data={[...products.values()].map(({ id, name }) => ({ value: id, label: name }))}
      searchable
      allowDeselect={false}
      error={error ?? (unread ? t("products:unread") : undefined)}
      nothingFoundMessage={
        isPending
          ? t("products:loading")
          : data?.next
            ? t("products:noneOfNewest", { count: offered })
            : t("products:noSuch")
      }
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
