/** PUT /billing-service/bills/{id} */
import { endpoint } from "../../shared/http/endpoint.ts"
import { requireMatch } from "../../shared/http/if-match.ts"
import { actorOf } from "../actor.ts"
import { type Bill, replaceDraft } from "../bill.ts"
import { changeBill, findBill } from "../change-bill.ts"
import { draftLines } from "../draft-lines.ts"
import { requireAllowed } from "../lifecycle.ts"
import { presentBills } from "../present-bills.ts"
import { bill, billInput, billParams } from "../schema.ts"

export const replaceBill = endpoint({
  method: "PUT",
  path: "/billing-service/bills/{id}",
  summary: "Replaces customer and lines of a draft; makes none. A bill that was issued stays as it is.",
  params: billParams,
  body: billInput,
  answers: { 200: bill },
  async handle({ params, body, ifMatch, event }) {
    const check = (before: Bill) => {
      requireMatch(ifMatch, "bill", before)
      requireAllowed(before, "replace")
    }
    check(await findBill(params.id))
    const lines = await draftLines(body)
    const replaced = await changeBill(params.id, { action: "replaced", actor: actorOf(event) }, before => {
      check(before)
      return replaceDraft(before, { ...body, lines }, new Date().toISOString())
    })
    const [presented] = await presentBills([replaced])
    return { status: 200, body: presented }
  },
})
