/** GET /registry-service/configuration */
import { queryOptions, useQuery } from "@tanstack/react-query"
import { pollEvery } from "../../../config/polling.ts"
import { get } from "../../../lib/api-client.ts"
import type { ConfigurationValue } from "../types.ts"

export const configurationOptions = queryOptions({
  queryKey: ["services", "configuration"],
  queryFn: ({ signal }) => get<ConfigurationValue[]>("/registry-service/configuration", { signal }),
  refetchInterval: pollEvery.overview,
})

/** The configuration values in force; kept current. */
export const useConfiguration = () => useQuery(configurationOptions)
