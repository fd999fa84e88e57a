/** POST /billing-service/bills */
import { correlationId } from "../../shared/correlation.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { newId } from "../../shared/ids.ts"
import { issueBill } from "../bill.ts"
import { draftLines } from "../draft-lines.ts"
import { presentBills } from "../present-bills.ts"
import { bills } from "../repository.ts"
import { bill, billInput } from "../schema.ts"
import { settings } from "../settings.ts"

export const createBill = endpoint({
  method: "POST",
  path: "/billing-service/bills",
  summary: "Issues a bill. A line's amount is the inventory's price × quantity, unless it is given.",
  body: billInput,
  answers: { 201: bill },
  async handle({ body }) {
    const lines = await draftLines(body)
    const { currency } = await settings()
    const issued = issueBill({
      id: newId(),
      customerId: body.customerId,
      lines,
      currency,
      origin: "api",
      correlationId: correlationId(),
      createdAt: new Date().toISOString(),
    })
    await bills.add(issued)
    const [presented] = await presentBills([issued])
    return { status: 201, body: presented, headers: { location: `/billing-service/bills/${issued.id}` } }
  },
})
