/** The page of live analytics: windows as they close, by customer, and the simulations that feed them. */
import { Box, Skeleton, Stack } from "@mantine/core"
import { t } from "i18next"
import { Suspense } from "react"
import { useSearchParams } from "react-router"
import { Page as Frame } from "../../components/page.tsx"
import { Panel } from "../../components/panel.tsx"
import { CustomerTotals } from "../../features/analytics/components/customer-totals.tsx"
import { LiveWindows } from "../../features/analytics/components/live-windows.tsx"
import { RangeChoice } from "../../features/analytics/components/range-choice.tsx"
import { viewOf } from "../../features/analytics/components/view-choice.tsx"
import { rangeOf } from "../../features/analytics/model.ts"
import { useCustomerNames } from "../../features/customers/api/get-customer-names.ts"
import { SimulationList } from "../../features/simulations/components/simulation-list.tsx"
import { lazyPart } from "../../lib/lazy-part.ts"
import { withParams } from "../../lib/search-params.ts"
import classes from "./columns.module.css"

const CustomerSelect = lazyPart(
  () => import("../../features/customers/components/customer-select.tsx"),
  "CustomerSelect",
)
const StartSimulation = lazyPart(
  () => import("../../features/simulations/components/start-simulation.tsx"),
  "StartSimulation",
)

export function Page() {
  const [params, setParams] = useSearchParams()
  const minutes = rangeOf(params.get("minutes"))
  const customerId = params.get("customerId") || undefined
  const set = (changes: Record<string, string | undefined>) =>
    setParams(withParams(params, changes), { preventScrollReset: true })
  return (
    <Frame
      title={t("analytics:analytics")}
      description={t("analytics:description")}
      actions={<RangeChoice value={minutes} onChange={range => set({ minutes: String(range) })} />}
    >
      <Box maw={360}>
        <Suspense fallback={<Skeleton height={61} />}>
          <CustomerSelect
            label={t("analytics:customer")}
            placeholder={t("analytics:allCustomers")}
            clearable
            value={customerId ?? null}
            onChange={id => set({ customerId: id ?? undefined })}
          />
        </Suspense>
      </Box>
      <LiveWindows
        minutes={minutes}
        customerId={customerId}
        view={viewOf(params.get("view"))}
        onView={view => set({ view })}
      />
      <div className={classes.columns}>
        <CustomerTotals
          minutes={minutes}
          useNames={useCustomerNames}
          title={t("analytics:byCustomer")}
          rowLink={id => `?${withParams(params, { customerId: id })}`}
        />
        <Stack gap="lg">
          <Panel title={t("simulations:simulations")} flush>
            <SimulationList />
          </Panel>
          <Panel title={t("simulations:newSimulation")}>
            <Suspense fallback={<Skeleton height={117} />}>
              <StartSimulation />
            </Suspense>
          </Panel>
        </Stack>
      </div>
    </Frame>
  )
}
