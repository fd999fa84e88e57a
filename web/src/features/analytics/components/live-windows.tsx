/** The last minutes, of all customers or of one: figures, and the same numbers as a chart, as a table and as a file. */
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
import { barsOf, barWords, lastWords, ofCustomer, type Range, totalOf, windowsSince } from "../model.ts"
import type { InvoiceWindow } from "../types.ts"
import { BarsTable } from "./bars-table.tsx"
import { DownloadBars } from "./download-bars.tsx"
import { type View, ViewChoice } from "./view-choice.tsx"

const WindowsChart = lazy(() =>
  import("./windows-chart.tsx").then(({ WindowsChart }) => ({ default: WindowsChart })),
)

/** As high as both charts are, so that nothing moves when they come. */
const ChartLoading = () => <Skeleton height={404} />

type Props = {
  minutes: Range
  customerId?: string | undefined
  view: View
  onView(view: View): void
}

export function LiveWindows(props: Props) {
  const query = useWindows(props.minutes)
  const { customerId } = props
  return (
    <QueryView query={query} loading={<Shown {...props} now={0} />}>
      {windows => (
        <Shown
          {...props}
          windows={customerId ? ofCustomer(windows, customerId) : windows}
          now={query.dataUpdatedAt}
        />
      )}
    </QueryView>
  )
}

/** Without windows they are still loading. */
function Shown({ windows, now, minutes, view, onView }: Props & { windows?: InvoiceWindow[]; now: number }) {
  const bars = windows && barsOf(windows, minutes, now)
  const isEmpty = bars?.every(({ count }) => count === 0)
  return (
    <Stack gap="lg">
      <Stats stats={statsOf(windows, minutes, now)} />
      <Panel
        title={lastWords(minutes)}
        aside={
          <>
            <DownloadBars bars={bars} minutes={minutes} />
            <ViewChoice value={view} onChange={onView} />
          </>
        }
      >
        {!bars ? (
          <ChartLoading />
        ) : isEmpty ? (
          <Empty
            icon={IconChartHistogram}
            title={t("analytics:none")}
            text={t("analytics:noneHint")}
            height={404}
          />
        ) : view === "table" ? (
          <BarsTable bars={bars} minutes={minutes} />
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
    {
      label: t("analytics:amount"),
      value: sums && formatMinor(sums.total),
      note: t("analytics:inThisTime"),
    },
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
