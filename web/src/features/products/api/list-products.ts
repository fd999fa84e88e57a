/** GET /inventory-service/products */
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query"
import { getPage, type PageRequest } from "../../../lib/api-client.ts"
import type { Product } from "../types.ts"

export const productsOptions = (page: PageRequest = {}) =>
  queryOptions({
    queryKey: ["products", "list", page],
    queryFn: ({ signal }) => getPage<Product>("/inventory-service/products", { query: page, signal }),
    placeholderData: keepPreviousData,
  })

/** One page of products, newest first. */
export const useProducts = (page?: PageRequest) => useQuery(productsOptions(page))
