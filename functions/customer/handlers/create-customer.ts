/** POST /customer-service/customers */
import { ConflictError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { idFor } from "../../shared/http/idempotency-key.ts"
import { customers } from "../repository.ts"
import { type Customer, customer, customerInput } from "../schema.ts"

export const createCustomer = endpoint({
  method: "POST",
  path: "/customer-service/customers",
  summary: "Makes a customer. The email address must not be another customer's.",
  body: customerInput,
  answers: { 201: customer },
  async handle(request) {
    const now = new Date().toISOString()
    const wanted = { id: idFor(request), ...request.body, createdAt: now, updatedAt: now, version: 1 }
    const created = (await customers.add(wanted)) ? wanted : await madeBefore(wanted)
    return {
      status: 201,
      body: created,
      headers: { location: `/customer-service/customers/${created.id}` },
    }
  },
})

/** What a try with the same key made that ended before it could answer. */
async function madeBefore(wanted: Customer): Promise<Customer> {
  const made = await customers.get(wanted.id)
  if (made?.version === 1 && made.name === wanted.name && made.email === wanted.email) return made
  throw new ConflictError("This Idempotency-Key made a customer before, who is another one by now.")
}
