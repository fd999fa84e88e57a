/** POST /billing-service/bills/{id}/void */
import { endpoint } from "../../shared/http/endpoint.ts"
import { requireMatch } from "../../shared/http/if-match.ts"
import { actorOf } from "../actor.ts"
import { untilUnchanged } from "../change-bill.ts"
import { storeVoid } from "../end-bill.ts"
import { voidBill } from "../lifecycle.ts"
import { presentBills } from "../present-bills.ts"
import { bill, billParams } from "../schema.ts"

export const voidIssuedBill = endpoint({
  method: "POST",
  path: "/billing-service/bills/{id}/void",
  summary: "Voids an issued bill that nothing was paid on: it keeps its number, and its stock is given back.",
  params: billParams,
  answers: { 200: bill },
  async handle({ params, ifMatch, event }) {
    const actor = actorOf(event)
    const voided = await untilUnchanged(params.id, async before => {
      requireMatch(ifMatch, "bill", before)
      const after = voidBill(before, new Date().toISOString())
      await storeVoid({ before, after, actor })
      return after
    })
    const [presented] = await presentBills([voided])
    return { status: 200, body: presented }
  },
})
