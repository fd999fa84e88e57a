/** A chart of what was billed over time, and the same numbers as a table for who cannot see it. */
import "@mantine/charts/styles.css"
import { BarChart } from "@mantine/charts"
import { VisuallyHidden } from "@mantine/core"
import { t } from "i18next"
import { byLocale } from "../../../lib/formatters.ts"
import { formatMinor } from "../../../lib/money.ts"
import { formatCompact } from "../../../lib/numbers.ts"
import type { Bar, Unit } from "../over-time.ts"

type Props = { unit: Unit; bars: Bar[]; currency: string | undefined; height: number }

const formats = {
  minute: byLocale(locale => new Intl.DateTimeFormat(locale, { timeStyle: "short" })),
  hour: byLocale(locale => new Intl.DateTimeFormat(locale, { weekday: "short", hour: "numeric" })),
  day: byLocale(locale => new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" })),
  month: byLocale(locale => new Intl.DateTimeFormat(locale, { month: "short", year: "numeric" })),
} satisfies Record<Unit, () => Intl.DateTimeFormat>

export function OverTimeChart({ unit, bars, currency, height }: Props) {
  const data = bars.map(({ start, total, count }) => ({
    time: formats[unit]().format(start),
    // Only the height of the bar; what is said is made of the exact amount.
    total: Number(total) / 100,
    text: formatMinor(total, currency),
    start,
    count,
  }))
  return (
    <>
      <BarChart
        h={height}
        data={data}
        dataKey="time"
        series={[{ name: "total", color: "pine.5", label: t("bills:billed") }]}
        valueFormatter={value => formatMinor(BigInt(Math.round(value * 100)), currency)}
        gridAxis="x"
        tickLine="none"
        barChartProps={{ margin: { top: 6, right: 0, bottom: 0, left: 0 }, accessibilityLayer: false }}
        barProps={{ isAnimationActive: false, radius: [2, 2, 0, 0] }}
        xAxisProps={{ minTickGap: 32, interval: "preserveStartEnd" }}
        yAxisProps={{ width: 52, tickFormatter: formatCompact }}
        maxBarWidth={36}
        aria-hidden
      />
      <VisuallyHidden>
        <table aria-label={t("bills:overTime")}>
          <tbody>
            {data.map(({ start, time, text, count }) => (
              <tr key={start}>
                <th scope="row">{time}</th>
                <td>{t("bills:billCount", { count })}</td>
                <td>{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </VisuallyHidden>
    </>
  )
}
