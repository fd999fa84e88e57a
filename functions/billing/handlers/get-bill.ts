/** GET /billing-service/bills/{id} */
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { presentBills } from "../present-bills.ts"
import { bills } from "../repository.ts"
import { bill, billParams } from "../schema.ts"

export const getBill = endpoint({
  method: "GET",
  path: "/billing-service/bills/{id}",
  summary: "Gives one bill.",
  params: billParams,
  answers: { 200: bill },
  async handle({ params }) {
    const found = await bills.get(params.id)
    if (!found) throw new NotFoundError("bill", params.id)
    const [presented] = await presentBills([found])
    return { status: 200, body: presented }
  },
})
