/** GET /inventory-service/products */
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query"
import { getPage, type PageRequest } from "../../../lib/api-client.ts"
import { useEndless } from "../../../lib/endless.ts"
import type { Product } from "../types.ts"

const path = "/inventory-service/products"

/** `q` is how the name, or any word of it, begins. */
export type ProductsRequest = PageRequest & { q?: string | undefined }

export const productsOptions = (request: ProductsRequest = {}) =>
  queryOptions({
    queryKey: ["products", "list", request],
    queryFn: ({ signal }) => getPage<Product>(path, { query: request, signal }),
    placeholderData: keepPreviousData,
  })

/** One page of products, newest first. */
export const useProducts = (request?: ProductsRequest) => useQuery(productsOptions(request))

/** Products, newest first, page after page as they are wanted. */
export const useEndlessProducts = (q: string | undefined) =>
  useEndless<Product>(["products", "endless", q ?? ""], path, { q })
