/** POST /inventory-service/products */
import { endpoint } from "../../shared/http/endpoint.ts"
import { newId } from "../../shared/ids.ts"
import { products } from "../repository.ts"
import { product, productInput } from "../schema.ts"

export const createProduct = endpoint({
  method: "POST",
  path: "/inventory-service/products",
  summary: "Makes a product.",
  body: productInput,
  answers: { 201: product },
  async handle({ body }) {
    const created = await products.add(newId(), body, new Date().toISOString())
    return {
      status: 201,
      body: created,
      headers: { location: `/inventory-service/products/${created.id}` },
    }
  },
})
