/** GET /inventory-service/products, for what is on hand */
import { queryOptions, useQuery } from "@tanstack/react-query"
import { pollEvery } from "../../../config/polling.ts"
import { getPage } from "../../../lib/api-client.ts"
import type { Product } from "../types.ts"

/** The API knows no order by stock; this is the most that it gives at once. */
export const looked = 100

export const stockOptions = queryOptions({
  queryKey: ["products", "stock"],
  queryFn: ({ signal }) =>
    getPage<Product>("/inventory-service/products", { query: { limit: looked }, signal }),
  refetchInterval: pollEvery.overview,
})

/** The newest products with what is on hand, and whether there are more; kept current. */
export const useStock = () => useQuery(stockOptions)
