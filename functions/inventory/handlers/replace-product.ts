/** PUT /inventory-service/products/{id} */
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { requireMatch } from "../../shared/http/if-match.ts"
import { products } from "../repository.ts"
import { product, productInput, productParams } from "../schema.ts"

export const replaceProduct = endpoint({
  method: "PUT",
  path: "/inventory-service/products/{id}",
  summary: "Replaces a product that exists; makes none.",
  params: productParams,
  body: productInput,
  answers: { 200: product },
  async handle({ params, body, ifMatch }) {
    const replaced = await products.replace(params.id, body, new Date().toISOString(), current =>
      requireMatch(ifMatch, "product", current),
    )
    if (!replaced) throw new NotFoundError("product", params.id)
    return { status: 200, body: replaced }
  },
})
