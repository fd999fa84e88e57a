/** POST /producer-service/simulations */
import { correlationId } from "../../shared/correlation.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { newId } from "../../shared/ids.ts"
import { createLogger } from "../../shared/logger.ts"
import { invokeSimulate } from "../invoke-simulate.ts"
import { simulations } from "../repository.ts"
import { type Simulation, simulation, simulationInput } from "../schema.ts"

const logger = createLogger("producer-service")

export const startSimulation = endpoint({
  method: "POST",
  path: "/producer-service/simulations",
  summary: "Starts a simulation: random invoices at a steady rate.",
  body: simulationInput,
  answers: { 201: simulation },
  async handle({ body }) {
    const now = new Date().toISOString()
    const started: Simulation = {
      id: newId(),
      rate: body.rate,
      seconds: body.seconds ?? null,
      status: "running",
      sent: 0,
      skipped: 0,
      note: null,
      createdAt: now,
      updatedAt: now,
      endedAt: null,
    }
    await simulations.add({ ...started, correlationId: correlationId() ?? newId() })
    // It is stored, and the schedule starts what has no runner: a failure here only makes it begin later.
    await invokeSimulate(started.id).catch(error =>
      logger.warn("simulation waits for the schedule", { error, simulationId: started.id }),
    )
    const headers = { location: `/producer-service/simulations/${started.id}` }
    return { status: 201, body: started, headers }
  },
})
