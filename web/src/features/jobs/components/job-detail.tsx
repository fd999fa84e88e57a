/** One job: how far it is, what came of the bills it read, and how to go on when it failed. */
import { Alert, Progress, Stack } from "@mantine/core"
import { Facts } from "../../../components/facts.tsx"
import { IconAlertTriangle } from "../../../components/icons.ts"
import { Moment } from "../../../components/moment.tsx"
import { Panel } from "../../../components/panel.tsx"
import { Stats } from "../../../components/stats.tsx"
import { formatDuration } from "../../../lib/dates.ts"
import { formatCount, formatShare } from "../../../lib/numbers.ts"
import { durationOf, sharesOf } from "../model.ts"
import type { Job } from "../types.ts"
import { JobState } from "./job-state.tsx"

export const JobDetail = ({ job }: { job: Job }) => (
  <Stack gap="lg">
    {job.error && (
      <Alert color="red" title="Why it failed" icon={<IconAlertTriangle aria-hidden />}>
        {job.error}
      </Alert>
    )}
    <Stats
      stats={[
        { label: "Bills read", value: formatCount(job.read), note: "so far without a discount" },
        { label: "Written", value: formatCount(job.written), note: "now have the discount" },
        { label: "Skipped", value: formatCount(job.skipped), note: "had one in the meantime" },
        { label: "Failed", value: formatCount(job.failed), note: "could not be changed" },
      ]}
    />
    <Panel title="Progress" aside={<JobState job={job} />}>
      <Stack>
        <JobProgress job={job} />
        <Facts
          facts={[
            ["Discount", formatShare(job.rate)],
            ["Campaign", job.campaign],
            ["Started", <Moment key="started" at={job.startedAt} />],
            ["Ended", job.endedAt ? <Moment key="ended" at={job.endedAt} /> : "Not yet"],
            ["Took", formatDuration(durationOf(job))],
            ["Number", job.id],
          ]}
        />
      </Stack>
    </Panel>
  </Stack>
)

/** How many bills there are is not known before the end, so a running job shows that it moves and not how much is left. */
function JobProgress({ job }: { job: Job }) {
  const isRunning = job.status === "running"
  const { written, skipped, failed } = sharesOf(job)
  return (
    <Progress.Root size="lg" aria-label="Bills by outcome">
      {isRunning ? (
        <Progress.Section value={100} color="blue" striped animated aria-label="Running" />
      ) : (
        <>
          <Progress.Section value={written} color="pine" aria-label="Written" />
          <Progress.Section value={skipped} color="gray.5" aria-label="Skipped" />
          <Progress.Section value={failed} color="red" aria-label="Failed" />
        </>
      )}
    </Progress.Root>
  )
}
