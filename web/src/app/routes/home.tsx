/** The overview: what runs, what just happened, and where to go on. */

import { Button, Stack } from "@mantine/core"
import { t } from "i18next"
import { Link } from "react-router"
import { IconPlus } from "../../components/icons.ts"
import { Page as Frame } from "../../components/page.tsx"
import { Panel } from "../../components/panel.tsx"
import { type Stat, Stats } from "../../components/stats.tsx"
import { TextLink } from "../../components/text-link.tsx"
import { paths } from "../../config/paths.ts"
import { useWindows } from "../../features/analytics/api/list-windows.ts"
import { RecentWindows } from "../../features/analytics/components/recent-windows.tsx"
import { totalOf, windowsSince } from "../../features/analytics/model.ts"
import { RecentBills } from "../../features/bills/components/recent-bills.tsx"
import { RecentJobs } from "../../features/jobs/components/recent-jobs.tsx"
import { useServices } from "../../features/services/api/list-services.ts"
import { countUp } from "../../features/services/model.ts"
import { useSimulations } from "../../features/simulations/api/list-simulations.ts"
import { runningOf } from "../../features/simulations/model.ts"
import { formatMinor } from "../../lib/money.ts"
import { formatCount, formatRate } from "../../lib/numbers.ts"
import classes from "./columns.module.css"

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
    <Stats stats={useFigures()} />
    <div className={classes.columns}>
      <Panel
        title={t("bills:newestBills")}
        flush
        aside={<TextLink to={paths.bills()}>{t("bills:allBills")}</TextLink>}
      >
        <RecentBills />
      </Panel>
      <Stack gap="lg">
        <Panel
          title={t("analytics:newestWindows")}
          flush
          aside={<TextLink to={paths.analytics}>{t("analytics:analytics")}</TextLink>}
        >
          <RecentWindows />
        </Panel>
        <Panel title={t("jobs:jobs")} flush aside={<TextLink to={paths.jobs}>{t("jobs:allJobs")}</TextLink>}>
          <RecentJobs />
        </Panel>
      </Stack>
    </div>
  </Frame>
)

/** Each figure by itself: one service that is away takes only its own figure with it. */
function useFigures(): Stat[] {
  const windows = useWindows(1)
  const simulations = useSimulations()
  const services = useServices()
  const minute = windows.data && totalOf(windowsSince(windows.data, 1, windows.dataUpdatedAt))
  const running = simulations.data && runningOf(simulations.data)
  return [
    {
      label: t("analytics:invoicesMinute"),
      value: minute ? formatCount(minute.count) : unread(windows),
      note: minute && t("analytics:aSecond", { rate: formatRate(minute.count / 60) }),
    },
    {
      label: t("analytics:amountMinute"),
      value: minute ? formatMinor(minute.total) : unread(windows),
      note: <TextLink to={paths.analytics}>{t("analytics:seeLive")}</TextLink>,
    },
    {
      label: t("simulations:simulationsRunning"),
      value: running ? formatCount(running.count) : unread(simulations),
      note: running && t("simulations:inAll", { rate: formatRate(running.rate) }),
    },
    {
      label: t("services:servicesUp"),
      value: services.data
        ? t("services:upOf", {
            up: formatCount(countUp(services.data)),
            all: formatCount(services.data.length),
          })
        : unread(services),
      note: <TextLink to={paths.services}>{t("services:seeAll")}</TextLink>,
    },
  ]
}

/** A dash for what could not be read; nothing (a placeholder) while it loads. */
const unread = ({ isError }: { isError: boolean }) => (isError ? "–" : undefined)
