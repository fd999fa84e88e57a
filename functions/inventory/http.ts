/** The inventory service's Lambda. */
import { httpService } from "../shared/http/service.ts"
import { createProduct } from "./handlers/create-product.ts"
import { createReservation } from "./handlers/create-reservation.ts"
import { deleteProduct } from "./handlers/delete-product.ts"
import { getProduct } from "./handlers/get-product.ts"
import { getReservation } from "./handlers/get-reservation.ts"
import { listProducts } from "./handlers/list-products.ts"
import { releaseReservation } from "./handlers/release-reservation.ts"
import { replaceProduct } from "./handlers/replace-product.ts"

export const endpoints = [
  listProducts,
  getProduct,
  createProduct,
  replaceProduct,
  deleteProduct,
  createReservation,
  getReservation,
  releaseReservation,
]

export const handler = httpService("inventory-service", endpoints)
