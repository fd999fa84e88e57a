/** PUT /inventory-service/products/{id} */
import { useMutation } from "@tanstack/react-query"
import { put } from "../../../lib/api-client.ts"
import type { Product, ProductInput } from "../types.ts"
import { productPath } from "./product-path.ts"

export const useReplaceProduct = (id: string) =>
  useMutation({ mutationFn: (input: ProductInput) => put<Product>(productPath(id), input) })
