/** GET /customer-service/customers */
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query"
import { getPage, type PageRequest } from "../../../lib/api-client.ts"
import type { Customer } from "../types.ts"

export const customersOptions = (page: PageRequest = {}) =>
  queryOptions({
    queryKey: ["customers", "list", page],
    queryFn: ({ signal }) => getPage<Customer>("/customer-service/customers", { query: page, signal }),
    placeholderData: keepPreviousData,
  })

/** One page of customers, newest first. */
export const useCustomers = (page?: PageRequest) => useQuery(customersOptions(page))
