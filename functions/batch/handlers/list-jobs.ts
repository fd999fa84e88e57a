/** GET /batch-service/jobs */
import * as z from "zod"
import { endpoint } from "../../shared/http/endpoint.ts"
import { pageAnswer } from "../../shared/http/page.ts"
import { jobs } from "../repository.ts"
import { job, jobsQuery } from "../schema.ts"

export const listJobs = endpoint({
  method: "GET",
  path: "/batch-service/jobs",
  summary: "Lists jobs, newest first.",
  query: jobsQuery,
  answers: { 200: z.array(job) },
  async handle({ query, event }) {
    return pageAnswer(await jobs.list(query), event)
  },
})
