/** POST /inventory-service/products */
import { useMutation } from "@tanstack/react-query"
import { post } from "../../../lib/api-client.ts"
import type { Product, ProductInput } from "../types.ts"

export const useCreateProduct = () =>
  useMutation({ mutationFn: (input: ProductInput) => post<Product>("/inventory-service/products", input) })
