/** Two charts of the same minutes, one above the other: how many invoices, and how much money. */
import { t } from "i18next"
import "@mantine/charts/styles.css"
import { BarChart } from "@mantine/charts"
import { formatTime } from "../../../lib/dates.ts"
import { formatAmount } from "../../../lib/money.ts"
import { formatCompact, formatCount } from "../../../lib/numbers.ts"
import type { Bar } from "../model.ts"
import classes from "./windows-chart.module.css"

type Series = {
  name: "count" | "total"
  title: string
  color: string
  format(value: number): string
  tick(value: number): string
}

const series = (per: string): Series[] => [
  {
    name: "count",
    title: t("analytics:invoicesPer", { length: per }),
    color: "indigo.5",
    format: formatCount,
    tick: formatCompact,
  },
  {
    name: "total",
    title: t("analytics:amountPer", { length: per }),
    color: "pine.5",
    format: value => formatAmount(value),
    tick: formatCompact,
  },
]

type Props = { bars: Bar[]; per: string }

export function WindowsChart({ bars, per }: Props) {
  const data = bars.map(bar => ({ ...bar, time: formatTime(bar.start) }))
  return series(per).map(({ name, title, color, format, tick }) => (
    <figure key={name} className={classes.figure}>
      <figcaption className={classes.title}>{title}</figcaption>
      <BarChart
        h={170}
        data={data}
        dataKey="time"
        series={[{ name, color, label: title }]}
        valueFormatter={format}
        gridAxis="x"
        tickLine="none"
        barChartProps={{ syncId: "windows", margin: { top: 6, right: 0, bottom: 0, left: 0 } }}
        barProps={{ isAnimationActive: false, radius: [2, 2, 0, 0] }}
        xAxisProps={{ minTickGap: 48, interval: "preserveStartEnd" }}
        yAxisProps={{ width: 48, tickFormatter: tick, allowDecimals: name === "total" }}
        maxBarWidth={28}
      />
    </figure>
  ))
}
