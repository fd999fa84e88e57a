/** DELETE /billing-service/bills/{id} */
import { endpoint } from "../../shared/http/endpoint.ts"
import { requireMatch } from "../../shared/http/if-match.ts"
import { actorOf } from "../actor.ts"
import { untilUnchanged } from "../change-bill.ts"
import { storeVoid } from "../end-bill.ts"
import { ChangedMeanwhileError } from "../errors.ts"
import { requireAllowed, voidBill } from "../lifecycle.ts"
import { bills } from "../repository.ts"
import { billParams } from "../schema.ts"

export const deleteBill = endpoint({
  method: "DELETE",
  path: "/billing-service/bills/{id}",
  summary: "Deletes a draft with its lines; voids a bill that was issued, which can still be read.",
  params: billParams,
  answers: { 204: null },
  async handle({ params, ifMatch, event }) {
    const actor = actorOf(event)
    await untilUnchanged(params.id, async before => {
      requireMatch(ifMatch, "bill", before)
      const now = new Date().toISOString()
      if (before.status !== "draft") return storeVoid({ before, after: voidBill(before, now), actor })
      requireAllowed(before, "remove")
      if (!(await bills.remove(before, actor, now))) throw new ChangedMeanwhileError(params.id)
    })
    return { status: 204 }
  },
})
