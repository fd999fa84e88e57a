/** How far a job is: a bar that moves while it runs, and at its end shows what came of the bills. */
import { Group, Progress, Stack, Text } from "@mantine/core"
import { t } from "i18next"
import { formatCount } from "../../../lib/numbers.ts"
import { useJob } from "../api/get-job.ts"
import { useExpected } from "../api/get-preview.ts"
import { doneOf, sharesOf } from "../model.ts"
import type { Job } from "../types.ts"

export const JobProgress = ({ job }: { job: Job }) =>
  job.status === "running" ? <Running job={job} /> : <Outcome job={job} />

function Running({ job }: { job: Job }) {
  const preview = useExpected(job).data
  // What is taken back was written before.
  const undone = useJob(job.undoes).data
  const expected = job.type === "discount" ? preview : undone?.written
  const done = expected === undefined ? undefined : doneOf(job, expected)
  return (
    <Stack gap={6}>
      <Progress.Root size="lg">
        <Progress.Section
          value={done ?? 100}
          color="pine"
          striped
          animated
          aria-label={t("jobs:progress")}
          style={{ transition: "width 1s linear" }}
        />
      </Progress.Root>
      <Group justify="space-between">
        <Text size="sm">{t("jobs:readSoFar", { count: job.read })}</Text>
        {expected !== undefined && (
          <Text size="sm" c="dimmed">
            {t("jobs:ofAbout", { expected: formatCount(Math.max(expected, job.read)) })}
          </Text>
        )}
      </Group>
    </Stack>
  )
}

function Outcome({ job }: { job: Job }) {
  const { written, skipped, failed } = sharesOf(job)
  return (
    <Progress.Root size="lg">
      <Progress.Section value={written} color="pine" aria-label={t("jobs:written")} />
      <Progress.Section value={skipped} color="gray.5" aria-label={t("jobs:skipped")} />
      <Progress.Section value={failed} color="red" aria-label={t("jobs:failed")} />
    </Progress.Root>
  )
}
