/** The page of live analytics: windows as they close, by customer, and the simulations that feed them. */

import { Stack } from "@mantine/core"
import { t } from "i18next"
import { useSearchParams } from "react-router"
import { Page as Frame } from "../../components/page.tsx"
import { Panel } from "../../components/panel.tsx"
import { CustomerTotals } from "../../features/analytics/components/customer-totals.tsx"
import { LiveWindows } from "../../features/analytics/components/live-windows.tsx"
import { RangeChoice } from "../../features/analytics/components/range-choice.tsx"
import { rangeOf } from "../../features/analytics/model.ts"
import { useCustomerNames } from "../../features/customers/api/get-customer-names.ts"
import { SimulationList } from "../../features/simulations/components/simulation-list.tsx"
import { StartSimulation } from "../../features/simulations/components/start-simulation.tsx"
import { withParams } from "../../lib/search-params.ts"
import classes from "./columns.module.css"

export function Page() {
  const [params, setParams] = useSearchParams()
  const minutes = rangeOf(params.get("minutes"))
  return (
    <Frame
      title={t("analytics:analytics")}
      description={t("analytics:description")}
      actions={
        <RangeChoice
          value={minutes}
          onChange={range =>
            setParams(withParams(params, { minutes: String(range) }), { preventScrollReset: true })
          }
        />
      }
    >
      <LiveWindows minutes={minutes} />
      <div className={classes.columns}>
        <CustomerTotals minutes={minutes} useNames={useCustomerNames} />
        <Stack gap="lg">
          <Panel title={t("simulations:simulations")} flush>
            <SimulationList />
          </Panel>
          <Panel title={t("simulations:newSimulation")}>
            <StartSimulation />
          </Panel>
        </Stack>
      </div>
    </Frame>
  )
}
