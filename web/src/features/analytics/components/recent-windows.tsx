/** The newest windows, for an overview. */

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
    header: "Window",
    cell: ({ start, end }) => (
      <span className="number">
        {formatTime(start)} – {formatTime(end)}
      </span>
    ),
  },
  { key: "count", header: "Invoices", cell: ({ count }) => formatCount(count), align: "end", width: "90px" },
  {
    key: "total",
    header: "Amount",
    cell: ({ total }) => <Amount value={total} />,
    align: "end",
    width: "130px",
  },
]

export function RecentWindows() {
  const table = { label: "Newest windows", columns, rowKey: ({ start }: InvoiceWindow) => start }
  return (
    <QueryView query={useWindows(1)} loading={<DataTable {...table} rows={undefined} expected={shown} />}>
      {windows =>
        windows.length === 0 ? (
          <Empty
            icon={IconChartHistogram}
            title="No invoices in the last minute"
            text="Start a simulation on the page of live analytics."
          />
        ) : (
          <DataTable {...table} rows={windows.slice(0, shown)} />
        )
      }
    </QueryView>
  )
}
