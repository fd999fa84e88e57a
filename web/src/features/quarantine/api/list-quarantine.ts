/** GET /export-service/quarantine */
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query"
import { pollEvery } from "../../../config/polling.ts"
import { getPage, type PageRequest } from "../../../lib/api-client.ts"
import type { QuarantineEntry } from "../types.ts"
import { quarantinePath } from "./quarantine-path.ts"

export const quarantineOptions = (page: PageRequest = {}) =>
  queryOptions({
    queryKey: ["quarantine", "list", page],
    queryFn: ({ signal }) => getPage<QuarantineEntry>(quarantinePath, { query: page, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: pollEvery.overview,
  })

/** One page of what is in quarantine, newest first; kept current. */
export const useQuarantine = (page?: PageRequest) => useQuery(quarantineOptions(page))
