/** GET /customer-service/customers/{id} */
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { customers } from "../repository.ts"
import { customer, customerParams } from "../schema.ts"

export const getCustomer = endpoint({
  method: "GET",
  path: "/customer-service/customers/{id}",
  summary: "Gives one customer, archived or not.",
  revalidates: true,
  params: customerParams,
  answers: { 200: customer },
  async handle({ params }) {
    const found = await customers.get(params.id)
    if (!found) throw new NotFoundError("customer", params.id)
    return { status: 200, body: found }
  },
})
