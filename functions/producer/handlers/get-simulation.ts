/** GET /producer-service/simulations/{id} */
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { simulations } from "../repository.ts"
import { simulation, simulationParams } from "../schema.ts"

export const getSimulation = endpoint({
  method: "GET",
  path: "/producer-service/simulations/{id}",
  summary: "Gives one simulation and how far it is.",
  params: simulationParams,
  answers: { 200: simulation },
  async handle({ params }) {
    const found = await simulations.get(params.id)
    if (!found) throw new NotFoundError("simulation", params.id)
    return { status: 200, body: found }
  },
})
