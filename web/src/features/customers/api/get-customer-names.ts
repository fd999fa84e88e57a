/** GET /customer-service/customers?ids= */

import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query"
import { t } from "i18next"
import { get } from "../../../lib/api-client.ts"
import { shortId } from "../../../lib/ids.ts"
import type { Customer } from "../types.ts"

/** Most ids that the API takes at once. */
const mostIds = 200

const customerNamesOptions = (ids: string[]) =>
  queryOptions({
    queryKey: ["customers", "names", ids],
    queryFn: async ({ signal }) => {
      const query = { ids: ids.join(",") }
      const customers = await get<Customer[]>("/customer-service/customers", { query, signal })
      return new Map(customers.map(({ id, name }) => [id, name]))
    },
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })

/** A function that gives the name of one of these customers; the end of the id for one that is not known (yet, or any more). */
export function useCustomerNames(ids: Iterable<string>): (id: string) => string {
  const wanted = [...new Set(ids)].sort().slice(0, mostIds)
  const { data } = useQuery(customerNamesOptions(wanted))
  return id => data?.get(id) ?? t("customers:unknown", { id: shortId(id) })
}
