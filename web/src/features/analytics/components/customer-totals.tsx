/** Who the invoices of the last minutes were issued to, the largest amount first. */
import { t } from "i18next"
import { type Column, DataTable } from "../../../components/data-table.tsx"
import { Empty } from "../../../components/empty.tsx"
import { IconUsers } from "../../../components/icons.ts"
import { Panel } from "../../../components/panel.tsx"
import { paths } from "../../../config/paths.ts"
import { formatMinor } from "../../../lib/money.ts"
import { formatCount } from "../../../lib/numbers.ts"
import { useWindows } from "../api/list-windows.ts"
import { type CustomerTotal, customersOf, type Range, windowsSince } from "../model.ts"

type Props = {
  minutes: Range
  /** What each of these customers is called. */
  useNames(ids: string[]): (id: string) => string
  title: string
  /** How many are listed at most. */
  most?: number
  /** How many there is always room for. */
  rows?: number
  /** Where a customer's row leads: to the customer unless something else is given. */
  rowLink?(customerId: string): string
}

export function CustomerTotals({
  minutes,
  useNames,
  title,
  most = 50,
  rows,
  rowLink = paths.customer,
}: Props) {
  const { data, error, dataUpdatedAt } = useWindows(minutes)
  const totals = data && customersOf(windowsSince(data, minutes, dataUpdatedAt)).slice(0, most)
  const nameOf = useNames(totals?.map(({ customerId }) => customerId) ?? [])
  const columns: Column<CustomerTotal>[] = [
    { key: "customer", header: () => t("analytics:customer"), cell: ({ customerId }) => nameOf(customerId) },
    {
      key: "count",
      header: () => t("analytics:invoices"),
      cell: ({ count }) => formatCount(count),
      align: "end",
      width: "100px",
    },
    {
      key: "total",
      header: () => t("analytics:amount"),
      cell: ({ total }) => formatMinor(total),
      align: "end",
      width: "150px",
    },
  ]
  return (
    <Panel title={title} flush rows={rows}>
      {error && !totals ? (
        <Empty icon={IconUsers} title={t("analytics:notKnown")} text={t("analytics:notKnownHint")} />
      ) : totals?.length === 0 ? (
        <Empty icon={IconUsers} title={t("analytics:nobody")} text={t("analytics:nobodyHint")} />
      ) : (
        <DataTable
          label={t("analytics:invoicesByCustomer")}
          columns={columns}
          rows={totals}
          rowKey={({ customerId }) => customerId}
          rowLink={({ customerId }) => rowLink(customerId)}
          expected={rows ?? 5}
        />
      )}
    </Panel>
  )
}
