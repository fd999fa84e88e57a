/** GET /batch-service/jobs/{id} */
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { jobs, toJob } from "../repository.ts"
import { job, jobParams } from "../schema.ts"

export const getJob = endpoint({
  method: "GET",
  path: "/batch-service/jobs/{id}",
  summary: "Gives one job and how far it is.",
  params: jobParams,
  answers: { 200: job },
  async handle({ params }) {
    const found = await jobs.get(params.id)
    if (!found) throw new NotFoundError("job", params.id)
    return { status: 200, body: toJob(found) }
  },
})
