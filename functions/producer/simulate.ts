/**
 * The runner of simulations. For one simulation: claims it, runs it as long as an invocation may, and starts its
 * successor. By the schedule: starts a runner for every running simulation that has none, because its last one died.
 */
import { setTimeout as sleep } from "node:timers/promises"
import type { Context } from "aws-lambda"
import { kinesis } from "../shared/aws/kinesis.ts"
import { withCorrelation } from "../shared/correlation.ts"
import { newId } from "../shared/ids.ts"
import { createLogger } from "../shared/logger.ts"
import { createCatalog } from "./catalog.ts"
import { invokeSimulate, type SimulateEvent } from "./invoke-simulate.ts"
import { createOutbox } from "./outbox.ts"
import { createRandom } from "./random.ts"
import { type StoredSimulation, simulations } from "./repository.ts"
import { runSimulation, type Surroundings } from "./run-simulation.ts"
import { settings } from "./settings.ts"

const logger = createLogger("producer-service")
const catalog = createCatalog()

/** The longest that one invocation runs a simulation, and what it leaves of its time to end in order; milliseconds. */
const longestRun = 75_000
const reserve = 8_000

/** Never throws: what fails is logged, and the schedule starts it again. */
export async function handler(
  event: SimulateEvent,
  context: Pick<Context, "getRemainingTimeInMillis">,
): Promise<void> {
  const id = event?.simulationId
  try {
    await (id ? runOne(id, context.getRemainingTimeInMillis()) : startAbandoned())
  } catch (error) {
    logger.error("simulation broken off, the schedule starts it again", { error, simulationId: id })
  }
}

async function runOne(id: string, remainingMs: number): Promise<void> {
  const runner = newId()
  const claimed = await simulations.claim(id, runner, Date.now())
  if (!claimed) return
  await withCorrelation(claimed.correlationId, async () => {
    const until = Date.now() + Math.min(longestRun, remainingMs - reserve)
    const outcome = await runSimulation(
      claimed as StoredSimulation & { startedMs: number },
      { runner, until },
      surroundings(id),
    )
    logger.info("simulation run", { simulationId: id, outcome })
    if (outcome === "released") await invokeSimulate(id)
  })
}

const surroundings = (simulationId: string): Surroundings => ({
  store: simulations,
  catalog,
  currency: async () => (await settings()).currency,
  outbox: createOutbox(kinesis),
  random: createRandom(crypto.getRandomValues(new Uint32Array(1))[0] as number),
  now: Date.now,
  sleep,
  onSent: invoices => logger.debug("invoices sent", { simulationId, invoices: invoices.map(({ id }) => id) }),
})

async function startAbandoned(): Promise<void> {
  const abandoned = await simulations.listAbandoned(Date.now())
  await Promise.all(abandoned.map(invokeSimulate))
}
