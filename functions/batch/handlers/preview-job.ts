/** GET /batch-service/jobs/preview */
import { endpoint } from "../../shared/http/endpoint.ts"
import { toMajor } from "../../shared/money.ts"
import { previewNext } from "../billing.ts"
import { preview, previewQuery } from "../schema.ts"
import { settings } from "../settings.ts"

/** Steps of one answer, of 100 bills each, and how long they may take in milliseconds. */
const most = { steps: 200, time: 8_000 }

export const previewJob = endpoint({
  method: "GET",
  path: "/batch-service/jobs/preview",
  summary: "Tells what a discount would do: how many bills would get it, and how much it would take off.",
  query: previewQuery,
  answers: { 200: preview },
  async handle({ query }) {
    const rate = query.rate ?? (await settings())["discount-rate"]
    const end = Date.now() + most.time
    let [bills, amount, cursor] = [0, 0, query.cursor]
    for (let steps = 1; ; steps++) {
      const step = await previewNext({ rate, cursor })
      bills += step.bills
      amount += step.amount
      cursor = step.cursor
      if (cursor === undefined || steps === most.steps || Date.now() > end) break
    }
    return { status: 200, body: { rate, bills, amount: toMajor(amount), cursor } }
  },
})
