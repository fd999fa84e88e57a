/** POST /billing-service/bills/{id}/issue */
import { endpoint } from "../../shared/http/endpoint.ts"
import { requireMatch } from "../../shared/http/if-match.ts"
import { actorOf } from "../actor.ts"
import { findBill } from "../change-bill.ts"
import { issueBill } from "../issue-bill.ts"
import { issueDraft } from "../lifecycle.ts"
import { presentBills } from "../present-bills.ts"
import { bill, billParams } from "../schema.ts"

export const issueDraftBill = endpoint({
  method: "POST",
  path: "/billing-service/bills/{id}/issue",
  summary: "Issues a draft: its stock is reserved and it gets its number.",
  params: billParams,
  answers: { 200: bill },
  async handle({ params, ifMatch, event }) {
    const before = await findBill(params.id)
    requireMatch(ifMatch, "bill", before)
    const draft = issueDraft(before, new Date().toISOString())
    const issued = await issueBill({ before, issued: draft, actor: actorOf(event) })
    const [presented] = await presentBills([issued])
    return { status: 200, body: presented }
  },
})
