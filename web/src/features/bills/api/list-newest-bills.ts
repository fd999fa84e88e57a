/** GET /billing-service/bills?customerId=, the newest few hundred. */
import { queryOptions, useQuery } from "@tanstack/react-query"
import { getPage } from "../../../lib/api-client.ts"
import type { Bill } from "../types.ts"

/** Pages that are read, each of the most that the API gives at once. */
const mostPages = 5
const pageSize = 100

const newestOptions = (customerId: string) =>
  queryOptions({
    queryKey: ["bills", "newest", customerId],
    queryFn: async ({ signal }) => {
      const bills: Bill[] = []
      let cursor: string | undefined
      for (let page = 0; page < mostPages; page++) {
        const query = { customerId, limit: pageSize, cursor }
        const { items, next } = await getPage<Bill>("/billing-service/bills", { query, signal })
        bills.push(...items)
        if (!next) return { bills, isAll: true }
        cursor = next
      }
      return { bills, isAll: false }
    },
    staleTime: 30_000,
  })

/** A customer's newest 500 bills, and whether that is all of them. */
export const useNewestBills = (customerId: string) => useQuery(newestOptions(customerId))
