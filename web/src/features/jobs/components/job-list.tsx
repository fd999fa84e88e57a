/** The list of jobs, newest first. */

import { t } from "i18next"
import { Empty } from "../../../components/empty.tsx"
import { IconPlayerPlay } from "../../../components/icons.ts"
import { PagedList } from "../../../components/paged-list.tsx"
import { pageSize } from "../../../config/page-size.ts"
import { paths } from "../../../config/paths.ts"
import { useJobs } from "../api/list-jobs.ts"
import { jobColumns } from "./job-columns.tsx"

export const JobList = ({ cursor }: { cursor: string | undefined }) => (
  <PagedList
    label={t("jobs:jobs")}
    query={useJobs({ cursor, limit: pageSize })}
    columns={jobColumns}
    rowKey={job => job.id}
    rowLink={job => paths.job(job.id)}
    empty={<Empty icon={IconPlayerPlay} title={t("jobs:none")} text={t("jobs:noneHint")} />}
  />
)
