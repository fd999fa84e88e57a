/** The inventory service's Lambda. */
import { httpService } from "../shared/http/service.ts"
import { createProduct } from "./handlers/create-product.ts"
import { deleteProduct } from "./handlers/delete-product.ts"
import { getProduct } from "./handlers/get-product.ts"
import { listProducts } from "./handlers/list-products.ts"
import { replaceProduct } from "./handlers/replace-product.ts"

export const handler = httpService("inventory-service", [
  listProducts,
  getProduct,
  createProduct,
  replaceProduct,
  deleteProduct,
])
