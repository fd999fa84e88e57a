/** POST /billing-service/discounts/undo */
import { endpoint } from "../../shared/http/endpoint.ts"
import { undoNext } from "../campaign-steps.ts"
import { discountStep, undoInput } from "../schema.ts"

export const undoDiscounts = endpoint({
  method: "POST",
  path: "/billing-service/discounts/undo",
  summary:
    "One step of taking a campaign back: the next of its bills get their former amounts. A repeat changes nothing.",
  body: undoInput,
  answers: { 200: discountStep },
  async handle({ body: { campaign, ...page } }) {
    return { status: 200, body: await undoNext(campaign, page) }
  },
})
