/** POST /batch-service/jobs */
import { endpoint } from "../../shared/http/endpoint.ts"
import { createJob } from "../jobs.ts"
import { toJob } from "../repository.ts"
import { job, jobInput } from "../schema.ts"
import { startRunner } from "../start-runner.ts"

export const startJob = endpoint({
  method: "POST",
  path: "/batch-service/jobs",
  summary: "Starts a job: a discount on every bill that has none yet. A campaign has one job only.",
  body: jobInput,
  answers: { 201: job },
  async handle({ body }) {
    const created = await createJob(body)
    await startRunner(created.id)
    return { status: 201, body: toJob(created), headers: { location: `/batch-service/jobs/${created.id}` } }
  },
})
