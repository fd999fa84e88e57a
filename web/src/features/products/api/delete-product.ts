/** DELETE /inventory-service/products/{id} */
import { useMutation } from "@tanstack/react-query"
import { remove } from "../../../lib/api-client.ts"
import { productPath } from "./product-path.ts"

/** Deletes, or archives, a product that is still in this version. */
export const useDeleteProduct = (version: number | undefined) =>
  useMutation({
    mutationFn: (id: string) => remove(productPath(id), { version }),
    meta: { deletes: "products" },
  })
