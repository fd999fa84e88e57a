/** The page of batch jobs: start one, and see those that ran. */

import { Skeleton, Stack, Title } from "@mantine/core"
import { t } from "i18next"
import { Suspense } from "react"
import { useNavigate } from "react-router"
import { Page as Frame } from "../../components/page.tsx"
import { useCursor } from "../../components/pager.tsx"
import { Panel } from "../../components/panel.tsx"
import { paths } from "../../config/paths.ts"
import { JobList } from "../../features/jobs/components/job-list.tsx"
import { lazyPart } from "../../lib/lazy-part.ts"
import classes from "./jobs.module.css"

const StartJob = lazyPart(() => import("../../features/jobs/components/start-job.tsx"), "StartJob")

export function Page() {
  const navigate = useNavigate()
  return (
    <Frame title={t("jobs:jobs")} description={t("jobs:description")}>
      <Panel title={t("jobs:startAJob")}>
        <div className={classes.form}>
          <Suspense fallback={<Skeleton height="100%" />}>
            <StartJob onStarted={({ id }) => void navigate(paths.job(id))} />
          </Suspense>
        </div>
      </Panel>
      <Stack gap="sm">
        <Title order={2}>{t("jobs:jobsSoFar")}</Title>
        <JobList cursor={useCursor()} />
      </Stack>
    </Frame>
  )
}
