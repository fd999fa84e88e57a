/** What was billed to a customer over time: the sums, and a chart that is loaded when it is wanted. */
import { Skeleton, Stack } from "@mantine/core"
import { t } from "i18next"
import { lazy, Suspense } from "react"
import { Panel } from "../../../components/panel.tsx"
import { QueryView } from "../../../components/query-view.tsx"
import { Stats } from "../../../components/stats.tsx"
import { formatMinor, sumOf } from "../../../lib/money.ts"
import { useNewestBills } from "../api/list-newest-bills.ts"
import { overTime } from "../over-time.ts"

const Chart = lazy(() =>
  import("./over-time-chart.tsx").then(({ OverTimeChart }) => ({ default: OverTimeChart })),
)

const height = 220

export function TotalsOverTime({ customerId }: { customerId: string }) {
  const query = useNewestBills(customerId)
  return (
    <QueryView query={query} loading={<Skeleton height={height + 180} radius="lg" />}>
      {({ bills, isAll }) => {
        const { unit, bars, count, total } = overTime(bills)
        const currency = bills[0]?.currency
        const open = sumOf(
          bills
            .filter(({ kind, status }) => kind === "bill" && status === "issued")
            .map(({ balance }) => balance),
        )
        const scope = isAll ? undefined : t("bills:ofNewest", { count: bills.length })
        return (
          <Stack gap="lg">
            <Stats
              stats={[
                {
                  label: t("bills:billed"),
                  value: formatMinor(total, currency),
                  note: [t("bills:billCount", { count }), scope].filter(Boolean).join(" · "),
                },
                { label: t("bills:open"), value: formatMinor(open, currency), note: scope },
              ]}
            />
            {bars.length > 1 && (
              <Panel title={t("bills:overTime")}>
                <Suspense fallback={<Skeleton height={height} />}>
                  <Chart unit={unit} bars={bars} currency={currency} height={height} />
                </Suspense>
              </Panel>
            )}
          </Stack>
        )
      }}
    </QueryView>
  )
}
