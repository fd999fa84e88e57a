/** DELETE /customer-service/customers/{id} */
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { customers } from "../repository.ts"
import { customerParams } from "../schema.ts"

export const deleteCustomer = endpoint({
  method: "DELETE",
  path: "/customer-service/customers/{id}",
  summary: "Deletes a customer. Their bills stay.",
  params: customerParams,
  answers: { 204: null },
  async handle({ params }) {
    if (!(await customers.remove(params.id))) throw new NotFoundError("customer", params.id)
    return { status: 204 }
  },
})
