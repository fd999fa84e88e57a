/** DELETE /billing-service/bills/{id} */
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { bills } from "../repository.ts"
import { billParams } from "../schema.ts"

export const deleteBill = endpoint({
  method: "DELETE",
  path: "/billing-service/bills/{id}",
  summary: "Deletes a bill with its lines.",
  params: billParams,
  answers: { 204: null },
  async handle({ params }) {
    if (!(await bills.remove(params.id))) throw new NotFoundError("bill", params.id)
    return { status: 204 }
  },
})
