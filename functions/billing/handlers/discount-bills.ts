/** POST /billing-service/discounts */
import { endpoint } from "../../shared/http/endpoint.ts"
import { discountNext } from "../campaign-steps.ts"
import { discountInput, discountStep } from "../schema.ts"

export const discountBills = endpoint({
  method: "POST",
  path: "/billing-service/discounts",
  summary:
    "One step of a campaign: the next issued bills without a payment or a discount get one. A repeat changes nothing.",
  body: discountInput,
  answers: { 200: discountStep },
  async handle({ body: { campaign, rate, ...page } }) {
    return { status: 200, body: await discountNext({ campaign, rate }, page) }
  },
})
