/** POST /billing-service/discounts */
import { endpoint } from "../../shared/http/endpoint.ts"
import { applyDiscount, type Bill } from "../bill.ts"
import { bills } from "../repository.ts"
import { type DiscountStep, discountInput, discountStep } from "../schema.ts"

export const discountBills = endpoint({
  method: "POST",
  path: "/billing-service/discounts",
  summary:
    "One step of a campaign: the next bills that have no discount yet get one. A repeat changes nothing.",
  body: discountInput,
  answers: { 200: discountStep },
  async handle({ body: { limit, cursor, ...discount } }) {
    const { items, next } = await bills.listUndiscounted({ limit, cursor })
    const now = new Date().toISOString()
    const outcomes = await Promise.all(items.map(bill => discountBill(bill, discount, now)))
    const count = (outcome: string) => outcomes.filter(one => one === outcome).length
    const step: DiscountStep = {
      read: items.length,
      written: count("written"),
      skipped: count("skipped"),
      failed: count("failed"),
      cursor: next,
    }
    return { status: 200, body: step }
  },
})

/** Reads the bill again when somebody else wrote it meanwhile: the index may lag, and clerks go on working. */
async function discountBill(
  listed: Bill,
  discount: { rate: number; campaign: string },
  now: string,
): Promise<"written" | "skipped" | "failed"> {
  let bill: Bill | undefined = listed
  for (let attempt = 0; bill && attempt < 5; attempt++) {
    const discounted = applyDiscount(bill, discount, now)
    if (!discounted) return "skipped"
    if (await bills.replace(discounted)) return "written"
    bill = await bills.get(listed.id)
  }
  return bill ? "failed" : "skipped"
}
