/** GET /customer-service/customers */
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query"
import { getPage, type PageRequest } from "../../../lib/api-client.ts"
import { useEndless } from "../../../lib/endless.ts"
import type { Customer } from "../types.ts"

const path = "/customer-service/customers"

/** `q` is how the name, any word of it, or the email begins. */
export type CustomersRequest = PageRequest & { q?: string | undefined }

export const customersOptions = (request: CustomersRequest = {}) =>
  queryOptions({
    queryKey: ["customers", "list", request],
    queryFn: ({ signal }) => getPage<Customer>(path, { query: request, signal }),
    placeholderData: keepPreviousData,
  })

/** One page of customers, newest first. */
export const useCustomers = (request?: CustomersRequest) => useQuery(customersOptions(request))

/** Customers, newest first, page after page as they are wanted. */
export const useEndlessCustomers = (q: string | undefined) =>
  useEndless<Customer>(["customers", "endless", q ?? ""], path, { q })
