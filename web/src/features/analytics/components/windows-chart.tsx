/** Charts of the same minutes, one above the other: how many invoices, and how much money. */
import "@mantine/charts/styles.css"
import { BarChart } from "@mantine/charts"
import { t } from "i18next"
import { formatTime } from "../../../lib/dates.ts"
import { formatAmount } from "../../../lib/money.ts"
import { formatCompact, formatCount } from "../../../lib/numbers.ts"
import type { Bar } from "../model.ts"
import classes from "./windows-chart.module.css"

type Name = "count" | "total"
type Series = { title: string; color: string; format(value: number): string }

const seriesOf = (name: Name, per: string): Series =>
  name === "count"
    ? { title: t("analytics:invoicesPer", { length: per }), color: "indigo.5", format: formatCount }
    : {
        title: t("analytics:amountPer", { length: per }),
        color: "pine.5",
        format: value => formatAmount(value),
      }

type Props = { bars: Bar[]; per: string; shown?: Name[]; height?: number }

export function WindowsChart({ bars, per, shown = ["count", "total"], height = 170 }: Props) {
  const data = bars.map(bar => ({ ...bar, time: formatTime(bar.start) }))
  return shown.map(name => {
    const { title, color, format } = seriesOf(name, per)
    return (
      <figure key={name} className={classes.figure}>
        <figcaption className={classes.title}>{title}</figcaption>
        <BarChart
          h={height}
          data={data}
          dataKey="time"
          series={[{ name, color, label: title }]}
          valueFormatter={format}
          gridAxis="x"
          tickLine="none"
          barChartProps={{
            syncId: "windows",
            margin: { top: 6, right: 0, bottom: 0, left: 0 },
            // The table beside it has the same numbers for the keyboard and for screen readers.
            accessibilityLayer: false,
          }}
          barProps={{ isAnimationActive: false, radius: [2, 2, 0, 0] }}
          xAxisProps={{ minTickGap: 48, interval: "preserveStartEnd" }}
          yAxisProps={{ width: 48, tickFormatter: formatCompact, allowDecimals: name === "total" }}
          maxBarWidth={28}
        />
      </figure>
    )
  })
}
