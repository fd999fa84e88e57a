/** GET /billing-service/bills */
import * as z from "zod"
import { endpoint } from "../../shared/http/endpoint.ts"
import { pageAnswer } from "../../shared/http/page.ts"
import { findBills } from "../find-bills.ts"
import { presentBills } from "../present-bills.ts"
import { bill, billsQuery } from "../schema.ts"

export const listBills = endpoint({
  method: "GET",
  path: "/billing-service/bills",
  summary: "Lists bills and credit notes, newest first: all, or by number, customer, status and time.",
  query: billsQuery,
  answers: { 200: z.array(bill) },
  async handle({ query: { limit, cursor, ...filter }, event }) {
    const { items, next } = await findBills(filter, { limit, cursor })
    return pageAnswer({ items: await presentBills(items), ...(next ? { next } : {}) }, event)
  },
})
