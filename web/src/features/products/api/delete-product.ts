/** DELETE /inventory-service/products/{id} */
import { useMutation } from "@tanstack/react-query"
import { remove } from "../../../lib/api-client.ts"
import { productPath } from "./product-path.ts"

export const useDeleteProduct = () =>
  useMutation({ mutationFn: (id: string) => remove(productPath(id)), meta: { deletes: "products" } })
