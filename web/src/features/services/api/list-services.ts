/** GET /registry-service/services */
import { queryOptions, useQuery } from "@tanstack/react-query"
import { pollEvery } from "../../../config/polling.ts"
import { get } from "../../../lib/api-client.ts"
import type { RegisteredService } from "../types.ts"

export const servicesOptions = queryOptions({
  queryKey: ["services", "list"],
  queryFn: ({ signal }) => get<RegisteredService[]>("/registry-service/services", { signal }),
  refetchInterval: pollEvery.services,
})

/** The registered services; kept current. */
export const useServices = () => useQuery(servicesOptions)
