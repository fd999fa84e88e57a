/** The numbers of the chart as a table, newest first. */
import { t } from "i18next"
import { Amount } from "../../../components/amount.tsx"
import { type Column, DataTable } from "../../../components/data-table.tsx"
import { formatTime } from "../../../lib/dates.ts"
import { formatCount } from "../../../lib/numbers.ts"
import { type Bar, barLength, lastWords, type Range } from "../model.ts"
import classes from "./bars-table.module.css"

const columnsOf = (length: number): Column<Bar>[] => [
  {
    key: "start",
    header: () => t("analytics:window"),
    cell: ({ start }) => (
      <span className="number">
        {formatTime(start)} – {formatTime(start + length)}
      </span>
    ),
  },
  {
    key: "count",
    header: () => t("analytics:invoices"),
    cell: ({ count }) => formatCount(count),
    align: "end",
    width: "120px",
  },
  {
    key: "total",
    header: () => t("analytics:amount"),
    cell: ({ total }) => <Amount value={total} />,
    align: "end",
    width: "170px",
  },
]

export const BarsTable = ({ bars, minutes }: { bars: Bar[]; minutes: Range }) => (
  <div className={classes.scroll} tabIndex={0} role="group" aria-label={lastWords(minutes)}>
    <DataTable
      label={t("analytics:windowsTable")}
      columns={columnsOf(barLength(minutes))}
      rows={bars.toReversed()}
      rowKey={({ start }) => String(start)}
    />
  </div>
)
