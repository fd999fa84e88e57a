/** GET /billing-service/bills */
import * as z from "zod"
import { endpoint } from "../../shared/http/endpoint.ts"
import { pageAnswer } from "../../shared/http/page.ts"
import { presentBills } from "../present-bills.ts"
import { bills } from "../repository.ts"
import { bill, billsQuery } from "../schema.ts"

export const listBills = endpoint({
  method: "GET",
  path: "/billing-service/bills",
  summary: "Lists bills, newest first; those of one customer with `customerId`.",
  query: billsQuery,
  answers: { 200: z.array(bill) },
  async handle({ query: { customerId, ...page }, event }) {
    const { items, next } = await (customerId ? bills.listByCustomer(customerId, page) : bills.list(page))
    return pageAnswer({ items: await presentBills(items), next }, event)
  },
})
