/** GET /billing-service/bills */
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query"
import { getPage, type PageRequest } from "../../../lib/api-client.ts"
import { useEndless } from "../../../lib/endless.ts"
import type { Bill, BillStatus } from "../types.ts"

/** Which bills: those that all of these let through. Days are those of UTC, both included. */
export type BillsFilter = {
  number?: string | undefined
  customerId?: string | undefined
  status?: BillStatus | undefined
  from?: string | undefined
  to?: string | undefined
}

const path = "/billing-service/bills"

export const billsOptions = (request: PageRequest & BillsFilter = {}) =>
  queryOptions({
    queryKey: ["bills", "list", request],
    queryFn: ({ signal }) => getPage<Bill>(path, { query: request, signal }),
    placeholderData: keepPreviousData,
  })

/** One page of bills, newest first; read again every so many milliseconds if asked. */
export const useBills = (request?: PageRequest & BillsFilter, refetchInterval: number | false = false) =>
  useQuery({ ...billsOptions(request), refetchInterval })

/** Bills, newest first, page after page as they are wanted. */
export const useEndlessBills = (filter: BillsFilter) =>
  useEndless<Bill>(["bills", "endless", filter], path, filter)
