/** One job: how far it is, what came of the bills it read, and how to go on when it failed. */

import { Alert, Stack } from "@mantine/core"
import { t } from "i18next"
import type { ReactNode } from "react"
import { Facts } from "../../../components/facts.tsx"
import { IconAlertTriangle } from "../../../components/icons.ts"
import { Moment } from "../../../components/moment.tsx"
import { Panel } from "../../../components/panel.tsx"
import { Stats } from "../../../components/stats.tsx"
import { TextLink } from "../../../components/text-link.tsx"
import { paths } from "../../../config/paths.ts"
import { formatDuration } from "../../../lib/dates.ts"
import { shortId } from "../../../lib/ids.ts"
import { formatCount, formatShare } from "../../../lib/numbers.ts"
import { durationOf } from "../model.ts"
import type { Job } from "../types.ts"
import { JobProgress } from "./job-progress.tsx"
import { JobState } from "./job-state.tsx"

export function JobDetail({ job }: { job: Job }) {
  const isUndo = job.type === "undo-discount"
  return (
    <Stack gap="lg">
      {job.error && (
        <Alert color="red" title={t("jobs:whyFailed")} icon={<IconAlertTriangle aria-hidden />}>
          {job.error}
        </Alert>
      )}
      <Stats
        stats={[
          {
            label: t("jobs:billsRead"),
            value: formatCount(job.read),
            note: t(isUndo ? "jobs:undoReadNote" : "jobs:readNote"),
          },
          {
            label: t("jobs:written"),
            value: formatCount(job.written),
            note: t(isUndo ? "jobs:undoWrittenNote" : "jobs:writtenNote"),
          },
          {
            label: t("jobs:skipped"),
            value: formatCount(job.skipped),
            note: t(isUndo ? "jobs:undoSkippedNote" : "jobs:skippedNote"),
          },
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
              ...linkTo(t("jobs:undoes"), job.undoes),
              ...linkTo(t("jobs:undoneBy"), job.undoneBy),
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
}

const linkTo = (term: string, id: string | null): [string, ReactNode][] =>
  id === null
    ? []
    : [
        [
          term,
          <TextLink key={term} to={paths.job(id)}>
            {shortId(id)}
          </TextLink>,
        ],
      ]
