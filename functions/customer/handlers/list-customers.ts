/** GET /customer-service/customers */
import * as z from "zod"
import { endpoint } from "../../shared/http/endpoint.ts"
import { pageAnswer } from "../../shared/http/page.ts"
import { customers } from "../repository.ts"
import { customer, customersQuery } from "../schema.ts"

export const listCustomers = endpoint({
  method: "GET",
  path: "/customer-service/customers",
  summary: "Lists customers, newest first: all, those found by a beginning, or those with the given ids.",
  query: customersQuery,
  answers: { 200: z.array(customer) },
  async handle({ query, event }) {
    if (query.ids) return { status: 200, body: await customers.getMany(query.ids) }
    const search = searchOf(query)
    return pageAnswer(await (search ? customers.find(search, query) : customers.list(query)), event)
  },
})

function searchOf({ q, name, email }: z.output<typeof customersQuery>) {
  if (q !== undefined) return { text: q }
  if (name !== undefined) return { text: name, field: "name" as const }
  if (email !== undefined) return { text: email, field: "email" as const }
}
