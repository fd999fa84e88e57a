/** The amounts of the last minutes, a bar a window, for an overview: moves as windows close. */
import { Skeleton } from "@mantine/core"
import { t } from "i18next"
import { lazy, Suspense } from "react"
import { Empty } from "../../../components/empty.tsx"
import { IconChartHistogram } from "../../../components/icons.ts"
import { QueryView } from "../../../components/query-view.tsx"
import { useWindows } from "../api/list-windows.ts"
import { barsOf, barWords, type Range } from "../model.ts"

const WindowsChart = lazy(() =>
  import("./windows-chart.tsx").then(({ WindowsChart }) => ({ default: WindowsChart })),
)

const height = 190
/** The chart with its title. */
const room = height + 24

const Loading = () => <Skeleton height={room} />

export function LiveChart({ minutes }: { minutes: Range }) {
  const query = useWindows(minutes)
  return (
    <QueryView query={query} loading={<Loading />}>
      {windows => {
        const bars = barsOf(windows, minutes, query.dataUpdatedAt)
        return bars.every(({ count }) => count === 0) ? (
          <Empty
            icon={IconChartHistogram}
            title={t("analytics:liveNone")}
            text={t("analytics:liveNoneHint")}
            height={room}
          />
        ) : (
          <Suspense fallback={<Loading />}>
            <WindowsChart bars={bars} per={barWords(minutes)} shown={["total"]} height={height} />
          </Suspense>
        )
      }}
    </QueryView>
  )
}
