/** The columns of a table of jobs. */
import type { Column } from "../../../components/data-table.tsx"
import { Moment } from "../../../components/moment.tsx"
import { formatCount, formatShare } from "../../../lib/numbers.ts"
import type { Job } from "../types.ts"
import { JobState } from "./job-state.tsx"

const campaign: Column<Job> = { key: "campaign", header: "Campaign", cell: job => job.campaign }
const state: Column<Job> = {
  key: "status",
  header: "State",
  cell: job => <JobState job={job} />,
  width: "130px",
}

/** All that a list of jobs shows. */
export const jobColumns: Column<Job>[] = [
  campaign,
  state,
  {
    key: "startedAt",
    header: "Started",
    cell: job => <Moment at={job.startedAt} />,
    width: "190px",
    detail: true,
  },
  {
    key: "rate",
    header: "Discount",
    cell: job => formatShare(job.rate),
    align: "end",
    width: "90px",
    detail: true,
  },
  {
    key: "read",
    header: "Read",
    cell: job => formatCount(job.read),
    align: "end",
    width: "90px",
    detail: true,
  },
  { key: "written", header: "Written", cell: job => formatCount(job.written), align: "end", width: "90px" },
  {
    key: "failed",
    header: "Failed",
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
  { key: "startedAt", header: "Started", cell: job => <Moment at={job.startedAt} ago />, detail: true },
]
