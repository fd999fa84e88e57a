/** The products that run low, for an overview. */
import { Text } from "@mantine/core"
import { t } from "i18next"
import { type Column, DataTable } from "../../../components/data-table.tsx"
import { Empty } from "../../../components/empty.tsx"
import { IconPackage } from "../../../components/icons.ts"
import { QueryView } from "../../../components/query-view.tsx"
import { StateBadge } from "../../../components/state-badge.tsx"
import { paths } from "../../../config/paths.ts"
import { formatCount } from "../../../lib/numbers.ts"
import { looked, useStock } from "../api/list-stock.ts"
import { few, runningLow } from "../model.ts"
import type { Product } from "../types.ts"

const shown = 4

const columns: Column<Product>[] = [
  { key: "name", header: () => t("stock:product"), cell: ({ name }) => name },
  {
    key: "quantity",
    header: () => t("stock:left"),
    align: "end",
    width: "150px",
    cell: ({ quantity }) =>
      quantity === 0 ? (
        <StateBadge tone="bad">{t("stock:none")}</StateBadge>
      ) : (
        <span className="number">{formatCount(quantity)}</span>
      ),
  },
]

export function LowStock() {
  const table = {
    label: t("stock:runningLow"),
    columns,
    rowKey: ({ id }: Product) => id,
    rowLink: ({ id }: Product) => paths.editProduct(id),
  }
  return (
    <QueryView query={useStock()} loading={<DataTable {...table} rows={undefined} expected={shown} />}>
      {({ items, next }) => {
        const low = runningLow(items)
        return (
          <>
            {low.length === 0 ? (
              <Empty
                icon={IconPackage}
                title={t("stock:enough")}
                text={t("stock:enoughHint", { count: few })}
              />
            ) : (
              <DataTable {...table} rows={low.slice(0, shown)} />
            )}
            {next && (
              <Text size="xs" c="dimmed" px="md" py="xs">
                {t("stock:ofNewest", { count: looked })}
              </Text>
            )}
          </>
        )
      }}
    </QueryView>
  )
}
