/** GET /inventory-service/products/{id} */
import { queryOptions, useQuery } from "@tanstack/react-query"
import { get } from "../../../lib/api-client.ts"
import type { Product } from "../types.ts"
import { productPath } from "./product-path.ts"

export const productOptions = (id: string) =>
  queryOptions({
    queryKey: ["products", "one", id],
    queryFn: ({ signal }) => get<Product>(productPath(id), { signal }),
  })

/** One product. */
export const useProduct = (id: string) => useQuery(productOptions(id))
