/** POST /billing-service/bills/{id}/credit-notes */
import { correlationId } from "../../shared/correlation.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { idFor } from "../../shared/http/idempotency-key.ts"
import { requireMatch } from "../../shared/http/if-match.ts"
import { actorOf } from "../actor.ts"
import { findBill, untilUnchanged } from "../change-bill.ts"
import { creditBill } from "../credit-note.ts"
import { storeCredit } from "../end-bill.ts"
import { presentBills } from "../present-bills.ts"
import { bill, billParams } from "../schema.ts"

export const creditPaidBill = endpoint({
  method: "POST",
  path: "/billing-service/bills/{id}/credit-notes",
  summary: "Credits a paid bill, whole: makes its credit note, and gives its stock back.",
  params: billParams,
  answers: { 201: bill },
  async handle({ params, ifMatch, event }) {
    const actor = actorOf(event)
    const id = idFor({ event })
    const note = await untilUnchanged(params.id, async before => {
      // A repeat of a request that crashed after it was stored.
      if (before.creditNote?.id === id) return findBill(id)
      requireMatch(ifMatch, "bill", before)
      const now = new Date().toISOString()
      const made = creditBill(before, { id, createdBy: actor, correlationId: correlationId(), now })
      return storeCredit({ before, ...made, actor })
    })
    const [presented] = await presentBills([note])
    return { status: 201, body: presented, headers: { location: `/billing-service/bills/${note.id}` } }
  },
})
