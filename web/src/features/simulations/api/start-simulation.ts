/** POST /producer-service/simulations */
import { useMutation } from "@tanstack/react-query"
import { post } from "../../../lib/api-client.ts"
import type { Simulation, SimulationInput } from "../types.ts"

export const useStartSimulation = () =>
  useMutation({
    mutationFn: (input: SimulationInput) => post<Simulation>("/producer-service/simulations", input),
  })
