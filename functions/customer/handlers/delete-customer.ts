/** DELETE /customer-service/customers/{id} */
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { requireMatch } from "../../shared/http/if-match.ts"
import { mayHaveBills } from "../bills.ts"
import { customers } from "../repository.ts"
import { customerParams } from "../schema.ts"

export const deleteCustomer = endpoint({
  method: "DELETE",
  path: "/customer-service/customers/{id}",
  summary: "Deletes a customer; one who has bills is archived: in no list, and still named on them.",
  params: customerParams,
  answers: { 204: null },
  async handle({ params: { id }, ifMatch }) {
    // Archived first: whoever makes a bill from now on is refused, so that the answer about bills stays true.
    const archived = await customers.archive(id, new Date().toISOString(), current =>
      requireMatch(ifMatch, "customer", current),
    )
    if (!archived) throw new NotFoundError("customer", id)
    if (!(await mayHaveBills(id))) await customers.removeArchived(archived)
    return { status: 204 }
  },
})
