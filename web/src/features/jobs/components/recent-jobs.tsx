/** The newest jobs, for an overview. */

import { t } from "i18next"
import { DataTable } from "../../../components/data-table.tsx"
import { Empty } from "../../../components/empty.tsx"
import { IconPlayerPlay } from "../../../components/icons.ts"
import { QueryView } from "../../../components/query-view.tsx"
import { paths } from "../../../config/paths.ts"
import { useJobs } from "../api/list-jobs.ts"
import { recentJobColumns } from "./job-columns.tsx"

const shown = 3

export function RecentJobs() {
  const table = {
    label: t("jobs:newestJobs"),
    columns: recentJobColumns,
    rowKey: ({ id }: { id: string }) => id,
    rowLink: ({ id }: { id: string }) => paths.job(id),
  }
  return (
    <QueryView
      query={useJobs({ limit: shown })}
      loading={<DataTable {...table} rows={undefined} expected={shown} />}
    >
      {({ items }) =>
        items.length === 0 ? (
          <Empty icon={IconPlayerPlay} title={t("jobs:none")} text={t("jobs:noneShort")} />
        ) : (
          <DataTable {...table} rows={items} />
        )
      }
    </QueryView>
  )
}
