/** GET /inventory-service/products/{id} */
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { products } from "../repository.ts"
import { product, productParams } from "../schema.ts"

export const getProduct = endpoint({
  method: "GET",
  path: "/inventory-service/products/{id}",
  summary: "Gives one product, archived or not.",
  revalidates: true,
  params: productParams,
  answers: { 200: product },
  async handle({ params }) {
    const found = await products.get(params.id)
    if (!found) throw new NotFoundError("product", params.id)
    return { status: 200, body: found }
  },
})
