/** The batch service's Lambda. */
import { httpService } from "../shared/http/service.ts"
import { getJob } from "./handlers/get-job.ts"
import { listJobs } from "./handlers/list-jobs.ts"
import { previewJob } from "./handlers/preview-job.ts"
import { restartJob } from "./handlers/restart-job.ts"
import { startJob } from "./handlers/start-job.ts"
import { undoJob } from "./handlers/undo-job.ts"

export const endpoints = [listJobs, previewJob, getJob, startJob, restartJob, undoJob]

export const handler = httpService("batch-service", endpoints)
