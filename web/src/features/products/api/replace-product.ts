/** PUT /inventory-service/products/{id} */
import { useMutation } from "@tanstack/react-query"
import { put } from "../../../lib/api-client.ts"
import type { Product, ProductInput } from "../types.ts"
import { productPath } from "./product-path.ts"

/** Replaces a product that is still in the version that was read. */
export const useReplaceProduct = (id: string) =>
  useMutation({
    mutationFn: ({ input, version }: { input: ProductInput; version: number }) =>
      put<Product>(productPath(id), input, { version }),
  })
