/** The page of one batch job. */

import { Skeleton } from "@mantine/core"
import { t } from "i18next"
import { Suspense, useState } from "react"
import { useNavigate, useParams } from "react-router"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Page as Frame } from "../../components/page.tsx"
import { QueryView } from "../../components/query-view.tsx"
import { paths } from "../../config/paths.ts"
import { useJob } from "../../features/jobs/api/get-job.ts"
import { JobDetail } from "../../features/jobs/components/job-detail.tsx"
import { RestartJob } from "../../features/jobs/components/restart-job.tsx"
import { isUndoable, titleOf } from "../../features/jobs/model.ts"
import { lazyPart } from "../../lib/lazy-part.ts"

const UndoJob = lazyPart(() => import("../../features/jobs/components/undo-job.tsx"), "UndoJob")

export function Page() {
  const { jobId = "" } = useParams()
  const navigate = useNavigate()
  const query = useJob(jobId)
  const [failure, setFailure] = useState<unknown>()
  return (
    <Frame
      title={query.data ? titleOf(query.data) : t("jobs:job")}
      back={{ to: paths.jobs, label: t("jobs:jobs") }}
      actions={
        query.data && (
          <>
            <Suspense>
              {isUndoable(query.data) && (
                <UndoJob job={query.data} onStarted={({ id }) => void navigate(paths.job(id))} />
              )}
            </Suspense>
            <RestartJob job={query.data} onFailed={setFailure} />
          </>
        )
      }
    >
      {Boolean(failure) && <ErrorNotice error={failure} />}
      <QueryView query={query} loading={<Skeleton height={360} radius="lg" />}>
        {job => <JobDetail job={job} />}
      </QueryView>
    </Frame>
  )
}
