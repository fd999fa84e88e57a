/** One job: how far it is, what came of the bills it read, and how to go on when it failed. */

import { Alert, Progress, Stack } from "@mantine/core"
import { t } from "i18next"
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
      <Alert color="red" title={t("jobs:whyFailed")} icon={<IconAlertTriangle aria-hidden />}>
        {job.error}
      </Alert>
    )}
    <Stats
      stats={[
        { label: t("jobs:billsRead"), value: formatCount(job.read), note: t("jobs:readNote") },
        { label: t("jobs:written"), value: formatCount(job.written), note: t("jobs:writtenNote") },
        { label: t("jobs:skipped"), value: formatCount(job.skipped), note: t("jobs:skippedNote") },
        { label: t("jobs:failed"), value: formatCount(job.failed), note: t("jobs:failedNote") },
      ]}
    />
    <Panel title={t("jobs:progress")} aside={<JobState job={job} />}>
      <Stack>
        <JobProgress job={job} />
        <Facts
          facts={[
            [t("jobs:discount"), formatShare(job.rate)],
            [t("jobs:campaign"), job.campaign],
            [t("jobs:started"), <Moment key="started" at={job.startedAt} />],
            [t("jobs:ended"), job.endedAt ? <Moment key="ended" at={job.endedAt} /> : t("jobs:notYet")],
            [t("jobs:took"), formatDuration(durationOf(job))],
            [t("jobs:number"), job.id],
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
    <Progress.Root size="lg" aria-label={t("jobs:outcomes")}>
      {isRunning ? (
        <Progress.Section value={100} color="blue" striped animated aria-label={t("jobs:running")} />
      ) : (
        <>
          <Progress.Section value={written} color="pine" aria-label={t("jobs:written")} />
          <Progress.Section value={skipped} color="gray.5" aria-label={t("jobs:skipped")} />
          <Progress.Section value={failed} color="red" aria-label={t("jobs:failed")} />
        </>
      )}
    </Progress.Root>
  )
}
