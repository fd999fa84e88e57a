/** POST /batch-service/jobs/{id}/undo */
import { endpoint } from "../../shared/http/endpoint.ts"
import { createUndo } from "../jobs.ts"
import { toJob } from "../repository.ts"
import { job, jobParams } from "../schema.ts"
import { startRunner } from "../start-runner.ts"

export const undoJob = endpoint({
  method: "POST",
  path: "/batch-service/jobs/{id}/undo",
  summary:
    "Starts the job that takes an ended one back: its bills get their former amounts, but for those paid or voided meanwhile.",
  params: jobParams,
  answers: { 201: job },
  async handle({ params }) {
    const created = await createUndo(params.id)
    await startRunner(created.id)
    return { status: 201, body: toJob(created), headers: { location: `/batch-service/jobs/${created.id}` } }
  },
})
