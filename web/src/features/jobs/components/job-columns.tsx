/** The columns of a table of jobs. */
import { t } from "i18next"
import type { Column } from "../../../components/data-table.tsx"
import { Moment } from "../../../components/moment.tsx"
import { formatCount, formatShare } from "../../../lib/numbers.ts"
import { titleOf } from "../model.ts"
import type { Job } from "../types.ts"
import { JobState } from "./job-state.tsx"

const campaign: Column<Job> = { key: "campaign", header: () => t("jobs:job"), cell: titleOf }
const state: Column<Job> = {
  key: "status",
  header: () => t("jobs:state"),
  cell: job => <JobState job={job} />,
  width: "130px",
}

/** All that a list of jobs shows. */
export const jobColumns: Column<Job>[] = [
  campaign,
  state,
  {
    key: "startedAt",
    header: () => t("jobs:started"),
    cell: job => <Moment at={job.startedAt} />,
    width: "190px",
    detail: true,
  },
  {
    key: "rate",
    header: () => t("jobs:discount"),
    cell: job => formatShare(job.rate),
    align: "end",
    width: "90px",
    detail: true,
  },
  {
    key: "read",
    header: () => t("jobs:read"),
    cell: job => formatCount(job.read),
    align: "end",
    width: "90px",
    detail: true,
  },
  {
    key: "written",
    header: () => t("jobs:written"),
    cell: job => formatCount(job.written),
    align: "end",
    width: "90px",
  },
  {
    key: "failed",
    header: () => t("jobs:failed"),
    cell: job => formatCount(job.failed),
    align: "end",
    width: "90px",
    detail: true,
  },
]

/** The little that an overview shows. */
export const recentJobColumns: Column<Job>[] = [
  campaign,
  state,
  {
    key: "startedAt",
    header: () => t("jobs:started"),
    cell: job => <Moment at={job.startedAt} ago />,
    detail: true,
  },
]
