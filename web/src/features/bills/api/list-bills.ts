/** GET /billing-service/bills */
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query"
import { getPage, type PageRequest } from "../../../lib/api-client.ts"
import type { Bill } from "../types.ts"

/** Which bills: a page of all, or of one customer's. */
export type BillsRequest = PageRequest & { customerId?: string | undefined }

export const billsOptions = (request: BillsRequest = {}) =>
  queryOptions({
    queryKey: ["bills", "list", request],
    queryFn: ({ signal }) => getPage<Bill>("/billing-service/bills", { query: request, signal }),
    placeholderData: keepPreviousData,
  })

/** One page of bills, newest first; read again every so many milliseconds if asked. */
export const useBills = (request?: BillsRequest, refetchInterval: number | false = false) =>
  useQuery({ ...billsOptions(request), refetchInterval })
