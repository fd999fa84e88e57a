/** Simulations on the wire, as the producer service declares them. */
import type { z } from "zod"
import type { simulationInput } from "../../../../functions/producer/schema.ts"

export type { Simulation } from "../../../../functions/producer/schema.ts"
export type SimulationInput = z.input<typeof simulationInput>
