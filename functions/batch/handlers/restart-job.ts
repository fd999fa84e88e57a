/** POST /batch-service/jobs/{id}/restart */
import { endpoint } from "../../shared/http/endpoint.ts"
import { reopenJob } from "../jobs.ts"
import { toJob } from "../repository.ts"
import { job, jobParams } from "../schema.ts"
import { startRunner } from "../start-runner.ts"

export const restartJob = endpoint({
  method: "POST",
  path: "/batch-service/jobs/{id}/restart",
  summary: "Lets a job that failed, or whose runner died, go on from where it is.",
  params: jobParams,
  answers: { 200: job },
  async handle({ params }) {
    const reopened = await reopenJob(params.id)
    await startRunner(reopened.id)
    return { status: 200, body: toJob(reopened) }
  },
})
