/** POST /billing-service/bills */
import { correlationId } from "../../shared/correlation.ts"
import { ValidationError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { idempotencyKeyOf, idFor } from "../../shared/http/idempotency-key.ts"
import { actorOf } from "../actor.ts"
import { type Bill, draftBill, issuedBill } from "../bill.ts"
import { draftLines } from "../draft-lines.ts"
import { UnderWayError } from "../errors.ts"
import { issueBill } from "../issue-bill.ts"
import { presentBills } from "../present-bills.ts"
import { bills } from "../repository.ts"
import { type BillInput, bill, newBillInput } from "../schema.ts"
import { settings } from "../settings.ts"

export const createBill = endpoint({
  method: "POST",
  path: "/billing-service/bills",
  summary:
    "Issues a bill, or makes a draft. A line's amount is the inventory's price × quantity, unless it is given; stock is reserved at the issue.",
  body: newBillInput,
  answers: { 201: bill },
  wantsKey: true,
  async handle({ body: { draft, ...input }, event }) {
    const id = idFor({ event })
    const made = (await madeBefore(id, input, idempotencyKeyOf(event))) ?? (await make(id, input))
    const [presented] = await presentBills([made])
    return { status: 201, body: presented, headers: { location: `/billing-service/bills/${id}` } }

    async function make(id: string, { customerId, productItems, series }: BillInput): Promise<Bill> {
      const lines = await draftLines({ customerId, productItems })
      const { currency } = await settings()
      const actor = actorOf(event)
      const parts = {
        id,
        customerId,
        lines,
        ...(series === undefined ? {} : { series }),
        currency,
        origin: "api" as const,
        createdBy: actor,
        correlationId: correlationId(),
        createdAt: new Date().toISOString(),
      }
      if (!draft) return issueBill({ before: undefined, issued: issuedBill(parts), actor })
      const drafted = draftBill(parts)
      if (!(await bills.add(drafted, actor))) throw new UnderWayError(id)
      return drafted
    }
  },
})

/** The bill that a request with the same key made before it crashed. Throws a ValidationError when it is another. */
async function madeBefore(id: string, input: BillInput, key: string | undefined): Promise<Bill | undefined> {
  const found = key === undefined ? undefined : await bills.get(id)
  if (!found) return undefined
  const asked = input.productItems.map(({ productId, quantity }) => `${quantity} ${productId}`)
  const made = found.lines.map(({ productId, quantity }) => `${quantity} ${productId}`)
  if (found.customerId === input.customerId && asked.join("\n") === made.join("\n")) return found
  throw new ValidationError([
    { path: "Idempotency-Key", message: `${JSON.stringify(key)} was used for another bill` },
  ])
}
