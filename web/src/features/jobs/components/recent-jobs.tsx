/** The newest jobs, for an overview. */

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
    label: "Newest batch jobs",
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
          <Empty
            icon={IconPlayerPlay}
            title="No job has run yet"
            text="Start one on the page of batch jobs."
          />
        ) : (
          <DataTable {...table} rows={items} />
        )
      }
    </QueryView>
  )
}
