/** PUT /billing-service/bills/{id} */
import { ConflictError, NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { replaceLines } from "../bill.ts"
import { draftLines } from "../draft-lines.ts"
import { presentBills } from "../present-bills.ts"
import { bills } from "../repository.ts"
import { bill, billInput, billParams } from "../schema.ts"

export const replaceBill = endpoint({
  method: "PUT",
  path: "/billing-service/bills/{id}",
  summary: "Replaces customer and lines of a bill that exists; makes none. A discount stays at its rate.",
  params: billParams,
  body: billInput,
  answers: { 200: bill },
  async handle({ params, body }) {
    const found = await bills.get(params.id)
    if (!found) throw new NotFoundError("bill", params.id)
    const replaced = replaceLines(found, body.customerId, await draftLines(body), new Date().toISOString())
    if (!(await bills.replace(replaced))) {
      throw new ConflictError(`Bill ${JSON.stringify(params.id)} was changed by somebody else meanwhile.`)
    }
    const [presented] = await presentBills([replaced])
    return { status: 200, body: presented }
  },
})
