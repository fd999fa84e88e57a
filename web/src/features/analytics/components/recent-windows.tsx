/** The newest windows, for an overview. */

import { t } from "i18next"
import { Amount } from "../../../components/amount.tsx"
import { type Column, DataTable } from "../../../components/data-table.tsx"
import { Empty } from "../../../components/empty.tsx"
import { IconChartHistogram } from "../../../components/icons.ts"
import { QueryView } from "../../../components/query-view.tsx"
import { formatTime } from "../../../lib/dates.ts"
import { formatCount } from "../../../lib/numbers.ts"
import { useWindows } from "../api/list-windows.ts"
import type { InvoiceWindow } from "../types.ts"

const shown = 4

const columns: Column<InvoiceWindow>[] = [
  {
    key: "start",
    header: () => t("analytics:window"),
    cell: ({ start, end }) => (
      <span className="number">
        {formatTime(start)} – {formatTime(end)}
      </span>
    ),
  },
  {
    key: "count",
    header: () => t("analytics:invoices"),
    cell: ({ count }) => formatCount(count),
    align: "end",
    width: "90px",
  },
  {
    key: "total",
    header: () => t("analytics:amount"),
    cell: ({ total }) => <Amount value={total} />,
    align: "end",
    width: "130px",
  },
]

export function RecentWindows() {
  const table = { label: t("analytics:newestWindows"), columns, rowKey: ({ start }: InvoiceWindow) => start }
  return (
    <QueryView query={useWindows(1)} loading={<DataTable {...table} rows={undefined} expected={shown} />}>
      {windows =>
        windows.length === 0 ? (
          <Empty
            icon={IconChartHistogram}
            title={t("analytics:noneInMinute")}
            text={t("analytics:noneInMinuteHint")}
          />
        ) : (
          <DataTable {...table} rows={windows.slice(0, shown)} />
        )
      }
    </QueryView>
  )
}
