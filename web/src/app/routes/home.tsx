/** The overview: money moving, what runs, what needs somebody, and where to go on. */
import { Button } from "@mantine/core"
import { t } from "i18next"
import { Link } from "react-router"
import { IconPlus } from "../../components/icons.ts"
import { Page as Frame } from "../../components/page.tsx"
import { Panel } from "../../components/panel.tsx"
import { type Stat, Stats } from "../../components/stats.tsx"
import { TextLink } from "../../components/text-link.tsx"
import { paths } from "../../config/paths.ts"
import { CustomerTotals } from "../../features/analytics/components/customer-totals.tsx"
import { LiveChart } from "../../features/analytics/components/live-chart.tsx"
import { useFigures } from "../../features/analytics/components/use-figures.ts"
import { RecentBills } from "../../features/bills/components/recent-bills.tsx"
import { useCustomerNames } from "../../features/customers/api/get-customer-names.ts"
import { RecentJobs } from "../../features/jobs/components/recent-jobs.tsx"
import { useServices } from "../../features/services/api/list-services.ts"
import { ServiceHealth } from "../../features/services/components/service-health.tsx"
import { countUp } from "../../features/services/model.ts"
import { RateControl } from "../../features/simulations/components/rate-control.tsx"
import { LowStock } from "../../features/stock/components/low-stock.tsx"
import { formatCount } from "../../lib/numbers.ts"
import classes from "./columns.module.css"

/** How far back the chart and the best customers look, in minutes. */
const lately = 5

export const Page = () => (
  <Frame
    title={t("app:home")}
    description={t("app:homeDescription")}
    actions={
      <Button component={Link} to={paths.newBill()} leftSection={<IconPlus size={16} aria-hidden />}>
        {t("bills:newBill")}
      </Button>
    }
  >
    <Stats stats={[...useFigures(), useHealth()]} />
    <Panel title={t("analytics:live")} aside={<RateControl />}>
      <LiveChart minutes={lately} />
    </Panel>
    <div className={classes.columns}>
      <div className={classes.stack}>
        <CustomerTotals
          minutes={lately}
          useNames={useCustomerNames}
          title={t("analytics:bestCustomers")}
          most={5}
          rows={5}
        />
        <Panel
          title={t("bills:newestBills")}
          flush
          rows={8}
          aside={<TextLink to={paths.bills()}>{t("bills:allBills")}</TextLink>}
        >
          <RecentBills />
        </Panel>
      </div>
      <div className={classes.stack}>
        <Panel
          title={t("stock:runningLow")}
          flush
          rows={4}
          aside={<TextLink to={paths.products}>{t("stock:allProducts")}</TextLink>}
        >
          <LowStock />
        </Panel>
        <Panel
          title={t("jobs:newestJobs")}
          flush
          rows={3}
          aside={<TextLink to={paths.jobs}>{t("jobs:allJobs")}</TextLink>}
        >
          <RecentJobs />
        </Panel>
        <Panel
          title={t("services:health")}
          aside={<TextLink to={paths.services}>{t("services:seeAll")}</TextLink>}
        >
          <ServiceHealth />
        </Panel>
      </div>
    </div>
  </Frame>
)

function useHealth(): Stat {
  const { data, isError } = useServices()
  const label = t("services:servicesUp")
  if (!data) return { label, value: isError ? "–" : undefined }
  const [up, count] = [countUp(data), data.length]
  return {
    label,
    value: t("services:upOf", { up: formatCount(up), all: formatCount(count) }),
    note: up === count ? t("services:allUp", { count }) : t("services:someDown", { count: count - up }),
  }
}
