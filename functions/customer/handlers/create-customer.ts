/** POST /customer-service/customers */
import { endpoint } from "../../shared/http/endpoint.ts"
import { newId } from "../../shared/ids.ts"
import { customers } from "../repository.ts"
import { customer, customerInput } from "../schema.ts"

export const createCustomer = endpoint({
  method: "POST",
  path: "/customer-service/customers",
  summary: "Makes a customer.",
  body: customerInput,
  answers: { 201: customer },
  async handle({ body }) {
    const now = new Date().toISOString()
    const created = { id: newId(), ...body, createdAt: now, updatedAt: now, version: 1 }
    await customers.add(created)
    return {
      status: 201,
      body: created,
      headers: { location: `/customer-service/customers/${created.id}` },
    }
  },
})
