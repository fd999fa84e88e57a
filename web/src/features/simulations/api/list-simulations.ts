/** GET /producer-service/simulations */
import { queryOptions, useQuery } from "@tanstack/react-query"
import { pollEvery } from "../../../config/polling.ts"
import { getPage } from "../../../lib/api-client.ts"
import type { Simulation } from "../types.ts"

export const simulationsOptions = queryOptions({
  queryKey: ["simulations", "list"],
  queryFn: ({ signal }) => getPage<Simulation>("/producer-service/simulations", { signal }),
  select: page => page.items,
  refetchInterval: pollEvery.simulations,
})

/** The newest simulations; kept current. */
export const useSimulations = () => useQuery(simulationsOptions)
