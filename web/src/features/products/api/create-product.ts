/** POST /inventory-service/products */
import { useMutation } from "@tanstack/react-query"
import { post } from "../../../lib/api-client.ts"
import type { Product, ProductInput } from "../types.ts"

/** Makes one product for one `key`, however often it is sent. */
export const useCreateProduct = (key: string) =>
  useMutation({
    mutationFn: (input: ProductInput) => post<Product>("/inventory-service/products", input, { key }),
  })
