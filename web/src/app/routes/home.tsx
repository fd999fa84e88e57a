/** The overview: what runs, what just happened, and where to go on. */
import { Button, Stack } from "@mantine/core"
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
    title="Overview"
    description="What runs, and what just happened."
    actions={
      <Button component={Link} to={paths.newBill()} leftSection={<IconPlus size={16} aria-hidden />}>
        New bill
      </Button>
    }
  >
    <Stats stats={useFigures()} />
    <div className={classes.columns}>
      <Panel title="Newest bills" flush aside={<TextLink to={paths.bills()}>All bills</TextLink>}>
        <RecentBills />
      </Panel>
      <Stack gap="lg">
        <Panel title="Newest windows" flush aside={<TextLink to={paths.analytics}>Live analytics</TextLink>}>
          <RecentWindows />
        </Panel>
        <Panel title="Batch jobs" flush aside={<TextLink to={paths.jobs}>All jobs</TextLink>}>
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
      label: "Invoices, last minute",
      value: minute ? formatCount(minute.count) : unread(windows),
      note: minute && `${formatRate(minute.count / 60)} a second`,
    },
    {
      label: "Amount, last minute",
      value: minute ? formatMinor(minute.total) : unread(windows),
      note: <TextLink to={paths.analytics}>See it live</TextLink>,
    },
    {
      label: "Simulations running",
      value: running ? formatCount(running.count) : unread(simulations),
      note: running && `${formatRate(running.rate)} a second in all`,
    },
    {
      label: "Services up",
      value: services.data
        ? `${formatCount(countUp(services.data))} of ${formatCount(services.data.length)}`
        : unread(services),
      note: <TextLink to={paths.services}>See them all</TextLink>,
    },
  ]
}

/** A dash for what could not be read; nothing (a placeholder) while it loads. */
const unread = ({ isError }: { isError: boolean }) => (isError ? "–" : undefined)
