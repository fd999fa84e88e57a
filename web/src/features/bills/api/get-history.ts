/** GET /billing-service/bills/{id}/history */
import { queryOptions, useQuery } from "@tanstack/react-query"
import { getPage } from "../../../lib/api-client.ts"
import type { HistoryEntry } from "../types.ts"
import { billPath } from "./bill-path.ts"

const historyOptions = (id: string) =>
  queryOptions({
    queryKey: ["bills", "history", id],
    queryFn: ({ signal }) =>
      getPage<HistoryEntry>(billPath(id, "history"), { query: { limit: 100 }, signal }),
  })

/** The last hundred changes of a bill, newest first. */
export const useHistory = (id: string) => useQuery(historyOptions(id))
