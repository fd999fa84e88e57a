/** GET /export-service/quarantine/{id} */
import { queryOptions, useQuery } from "@tanstack/react-query"
import { get } from "../../../lib/api-client.ts"
import type { QuarantinedRecord } from "../types.ts"
import { recordPath } from "./quarantine-path.ts"

export const quarantinedOptions = (id: string) =>
  queryOptions({
    queryKey: ["quarantine", "one", id],
    queryFn: ({ signal }) => get<QuarantinedRecord>(recordPath(id), { signal }),
    staleTime: 60_000,
  })

/** One record in quarantine with its bytes. */
export const useQuarantined = (id: string) => useQuery(quarantinedOptions(id))
