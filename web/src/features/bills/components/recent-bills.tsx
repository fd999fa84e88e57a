/** The newest bills, for an overview. */

import { t } from "i18next"
import { DataTable } from "../../../components/data-table.tsx"
import { Empty } from "../../../components/empty.tsx"
import { IconReceipt } from "../../../components/icons.ts"
import { QueryView } from "../../../components/query-view.tsx"
import { paths } from "../../../config/paths.ts"
import { pollEvery } from "../../../config/polling.ts"
import { useBills } from "../api/list-bills.ts"
import { recentBillColumns } from "./bill-columns.tsx"

const shown = 8

export function RecentBills() {
  const table = {
    label: t("bills:newestBills"),
    columns: recentBillColumns,
    rowKey: ({ id }: { id: string }) => id,
    rowLink: ({ id }: { id: string }) => paths.bill(id),
  }
  return (
    <QueryView
      query={useBills({ limit: shown }, pollEvery.overview)}
      loading={<DataTable {...table} rows={undefined} expected={shown} />}
    >
      {({ items }) =>
        items.length === 0 ? (
          <Empty icon={IconReceipt} title={t("bills:none")} text={t("bills:noneShort")} />
        ) : (
          <DataTable {...table} rows={items} />
        )
      }
    </QueryView>
  )
}
