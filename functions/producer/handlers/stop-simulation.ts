/** DELETE /producer-service/simulations/{id} */
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { simulations } from "../repository.ts"
import { simulation, simulationParams } from "../schema.ts"

export const stopSimulation = endpoint({
  method: "DELETE",
  path: "/producer-service/simulations/{id}",
  summary: "Stops a simulation within two seconds; one that has ended stays as it is.",
  params: simulationParams,
  answers: { 200: simulation },
  async handle({ params }) {
    if (!(await simulations.get(params.id))) throw new NotFoundError("simulation", params.id)
    await simulations.end(params.id, "stopped", Date.now())
    return { status: 200, body: await simulations.get(params.id) }
  },
})
