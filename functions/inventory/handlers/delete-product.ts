/** DELETE /inventory-service/products/{id} */
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { requireMatch } from "../../shared/http/if-match.ts"
import { mayBeBilled } from "../bills.ts"
import { products } from "../repository.ts"
import { productParams } from "../schema.ts"

export const deleteProduct = endpoint({
  method: "DELETE",
  path: "/inventory-service/products/{id}",
  summary:
    "Deletes a product; one that is on bills or was reserved is archived: in no list, and still named.",
  params: productParams,
  answers: { 204: null },
  async handle({ params: { id }, ifMatch }) {
    // Archived first: whoever makes a bill from now on is refused, so that the answer about bills stays true.
    const archived = await products.archive(id, new Date().toISOString(), current =>
      requireMatch(ifMatch, "product", current),
    )
    if (!archived) throw new NotFoundError("product", id)
    if (!(await mayBeBilled(id))) await products.removeArchived(archived)
    return { status: 204 }
  },
})
