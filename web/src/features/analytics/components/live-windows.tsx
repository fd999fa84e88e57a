/** The last minutes: figures, the chart, and who they were issued to. */

import { Skeleton, Stack } from "@mantine/core"
import { t } from "i18next"
import { lazy, Suspense } from "react"
import { Empty } from "../../../components/empty.tsx"
import { IconChartHistogram } from "../../../components/icons.ts"
import { Panel } from "../../../components/panel.tsx"
import { QueryView } from "../../../components/query-view.tsx"
import { Stats } from "../../../components/stats.tsx"
import { formatTime } from "../../../lib/dates.ts"
import { formatMinor } from "../../../lib/money.ts"
import { formatCount, formatRate } from "../../../lib/numbers.ts"
import { useWindows } from "../api/list-windows.ts"
import { barsOf, barWords, type Range, totalOf, windowsSince } from "../model.ts"
import type { InvoiceWindow } from "../types.ts"

const WindowsChart = lazy(() =>
  import("./windows-chart.tsx").then(({ WindowsChart }) => ({ default: WindowsChart })),
)

/** As high as both charts are, so that nothing moves when they come. */
const ChartLoading = () => <Skeleton height={404} />

export function LiveWindows({ minutes }: { minutes: Range }) {
  const query = useWindows(minutes)
  return (
    <QueryView query={query} loading={<Shown minutes={minutes} now={0} />}>
      {windows => <Shown windows={windows} minutes={minutes} now={query.dataUpdatedAt} />}
    </QueryView>
  )
}

/** Without windows they are still loading. */
function Shown({ windows, minutes, now }: { windows?: InvoiceWindow[]; minutes: Range; now: number }) {
  const bars = windows && barsOf(windows, minutes, now)
  return (
    <Stack gap="lg">
      <Stats stats={statsOf(windows, minutes, now)} />
      <Panel
        title={
          minutes === 60
            ? t("analytics:lastHours", { count: 1 })
            : t("analytics:lastMinutes", { count: minutes })
        }
      >
        {!bars ? (
          <ChartLoading />
        ) : bars.every(({ count }) => count === 0) ? (
          <Empty icon={IconChartHistogram} title={t("analytics:none")} text={t("analytics:noneHint")} />
        ) : (
          <Suspense fallback={<ChartLoading />}>
            <WindowsChart bars={bars} per={barWords(minutes)} />
          </Suspense>
        )}
      </Panel>
    </Stack>
  )
}

function statsOf(windows: InvoiceWindow[] | undefined, minutes: Range, now: number) {
  const shown = windows && windowsSince(windows, minutes, now)
  const sums = shown && totalOf(shown)
  const [last] = shown ?? []
  return [
    {
      label: t("analytics:invoices"),
      value: sums && formatCount(sums.count),
      note: sums && t("analytics:aSecond", { rate: formatRate(sums.count / (minutes * 60)) }),
    },
    { label: t("analytics:amount"), value: sums && formatMinor(sums.total), note: t("analytics:inThisTime") },
    {
      label: t("analytics:lastWindow"),
      value: shown && (last ? t("analytics:invoicesOf", { count: last.count }) : "–"),
      note: last && t("analytics:fromTo", { from: formatTime(last.start), to: formatTime(last.end) }),
    },
    {
      label: t("analytics:customers"),
      value: shown && formatCount(new Set(shown.flatMap(w => w.customers.map(c => c.customerId))).size),
      note: t("analytics:inThisTime"),
    },
  ]
}
