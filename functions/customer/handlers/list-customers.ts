/** GET /customer-service/customers */
import { z } from "zod"
import { endpoint } from "../../shared/http/endpoint.ts"
import { pageAnswer } from "../../shared/http/page.ts"
import { customers } from "../repository.ts"
import { customer, customersQuery } from "../schema.ts"

export const listCustomers = endpoint({
  method: "GET",
  path: "/customer-service/customers",
  summary: "Lists customers, newest first, or those with the given ids.",
  query: customersQuery,
  answers: { 200: z.array(customer) },
  async handle({ query, event }) {
    if (query.ids) return { status: 200, body: await customers.getMany(query.ids) }
    return pageAnswer(await customers.list(query), event)
  },
})
