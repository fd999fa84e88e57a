/** The days that have invoices, each with its file. */

import { Button } from "@mantine/core"
import { t } from "i18next"
import { type Column, DataTable } from "../../../components/data-table.tsx"
import { Empty } from "../../../components/empty.tsx"
import { IconDownload, IconFileSpreadsheet } from "../../../components/icons.ts"
import { Panel } from "../../../components/panel.tsx"
import { QueryView } from "../../../components/query-view.tsx"
import { formatDay } from "../../../lib/dates.ts"
import { formatCount } from "../../../lib/numbers.ts"
import { useExports } from "../api/list-exports.ts"
import type { ExportDay } from "../types.ts"

const columns: Column<ExportDay>[] = [
  { key: "date", header: () => t("exports:day"), cell: day => formatDay(day.date) },
  {
    key: "invoices",
    header: () => t("exports:invoices"),
    cell: day => formatCount(day.invoices),
    align: "end",
    width: "120px",
  },
  {
    key: "download",
    header: () => t("exports:download"),
    quiet: true,
    align: "end",
    width: "150px",
    cell: day => (
      <Button
        component="a"
        href={day.href}
        download={`${day.date}.csv`}
        variant="default"
        size="xs"
        leftSection={<IconDownload size={15} aria-hidden />}
        aria-label={t("exports:downloadDay", { day: formatDay(day.date) })}
      >
        CSV
      </Button>
    ),
  },
]

export function ExportList() {
  const table = { label: t("exports:days"), columns, rowKey: (day: ExportDay) => day.date }
  return (
    <QueryView
      query={useExports()}
      loading={
        <Panel flush>
          <DataTable {...table} rows={undefined} expected={5} />
        </Panel>
      }
    >
      {days => (
        <Panel flush>
          {days.length === 0 ? (
            <Empty icon={IconFileSpreadsheet} title={t("exports:none")} text={t("exports:noneHint")} />
          ) : (
            <DataTable {...table} rows={days} />
          )}
        </Panel>
      )}
    </QueryView>
  )
}
