/** DELETE /inventory-service/products/{id} */
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { products } from "../repository.ts"
import { productParams } from "../schema.ts"

export const deleteProduct = endpoint({
  method: "DELETE",
  path: "/inventory-service/products/{id}",
  summary: "Deletes a product. Its bills stay.",
  params: productParams,
  answers: { 204: null },
  async handle({ params }) {
    if (!(await products.remove(params.id))) throw new NotFoundError("product", params.id)
    return { status: 204 }
  },
})
