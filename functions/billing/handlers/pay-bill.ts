/** POST /billing-service/bills/{id}/payments */
import { endpoint } from "../../shared/http/endpoint.ts"
import { idFor } from "../../shared/http/idempotency-key.ts"
import { requireMatch } from "../../shared/http/if-match.ts"
import { actorOf } from "../actor.ts"
import { changeBill } from "../change-bill.ts"
import { addPayment } from "../payments.ts"
import { presentBills } from "../present-bills.ts"
import { bill, billParams, paymentInput } from "../schema.ts"

export const payBill = endpoint({
  method: "POST",
  path: "/billing-service/bills/{id}/payments",
  summary: "Records a payment of an issued bill, in part or in full. Paid in full, the bill is paid.",
  params: billParams,
  body: paymentInput,
  answers: { 201: bill },
  wantsKey: true,
  async handle({ params, body: { amount, at, method }, ifMatch, event }) {
    const id = idFor({ event })
    const paid = await changeBill(params.id, { action: "paid", actor: actorOf(event) }, before => {
      // A repeat of a request that crashed after it was stored.
      if (before.payments.some(payment => payment.id === id)) return undefined
      requireMatch(ifMatch, "bill", before)
      const now = new Date().toISOString()
      return addPayment(before, { id, amount, at: at ?? now, method }, now)
    })
    const [presented] = await presentBills([paid])
    return { status: 201, body: presented }
  },
})
