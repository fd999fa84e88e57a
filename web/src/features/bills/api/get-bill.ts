/** GET /billing-service/bills/{id} */
import { queryOptions, useQuery } from "@tanstack/react-query"
import { get } from "../../../lib/api-client.ts"
import type { Bill } from "../types.ts"
import { billPath } from "./bill-path.ts"

export const billOptions = (id: string) =>
  queryOptions({
    queryKey: ["bills", "one", id],
    queryFn: ({ signal }) => get<Bill>(billPath(id), { signal }),
  })

/** One bill. */
export const useBill = (id: string) => useQuery(billOptions(id))
