/** PUT /customer-service/customers/{id} */
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { requireMatch } from "../../shared/http/if-match.ts"
import { customers } from "../repository.ts"
import { customer, customerInput, customerParams } from "../schema.ts"

export const replaceCustomer = endpoint({
  method: "PUT",
  path: "/customer-service/customers/{id}",
  summary: "Replaces a customer that exists; makes none.",
  params: customerParams,
  body: customerInput,
  answers: { 200: customer },
  async handle({ params, body, ifMatch }) {
    const replaced = await customers.replace(params.id, body, new Date().toISOString(), current =>
      requireMatch(ifMatch, "customer", current),
    )
    if (!replaced) throw new NotFoundError("customer", params.id)
    return { status: 200, body: replaced }
  },
})
