/** GET /producer-service/simulations */
import * as z from "zod"
import { endpoint } from "../../shared/http/endpoint.ts"
import { pageAnswer } from "../../shared/http/page.ts"
import { simulations } from "../repository.ts"
import { simulation, simulationsQuery } from "../schema.ts"

export const listSimulations = endpoint({
  method: "GET",
  path: "/producer-service/simulations",
  summary: "Lists simulations, newest first.",
  query: simulationsQuery,
  answers: { 200: z.array(simulation) },
  async handle({ query, event }) {
    return pageAnswer(await simulations.list(query), event)
  },
})
