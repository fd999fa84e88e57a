/** GET /billing-service/discounts/preview */
import { endpoint } from "../../shared/http/endpoint.ts"
import { previewNext } from "../campaign-steps.ts"
import { previewQuery, previewStep } from "../schema.ts"

export const previewDiscounts = endpoint({
  method: "GET",
  path: "/billing-service/discounts/preview",
  summary: "One step of looking what a discount would do: how many bills, and how much off their totals.",
  query: previewQuery,
  answers: { 200: previewStep },
  async handle({ query: { rate, ...page } }) {
    return { status: 200, body: await previewNext(rate, page) }
  },
})
