/** From an invoice of the stream to the bill that records it. */
import type { InvoiceIssued } from "../shared/events/invoice-issued.ts"
import { toMinor } from "../shared/money.ts"
import { type Bill, issueBill } from "./bill.ts"

/** The same invoice always gives the same bill. */
export function billOfInvoice({ id, correlationid, data }: InvoiceIssued): Bill {
  return issueBill({
    id,
    customerId: data.customerId,
    lines: data.productItems.map(({ productId, quantity, unitPrice, price }) => ({
      productId,
      quantity,
      unitPrice: toMinor(unitPrice),
      price: toMinor(price),
    })),
    currency: data.currency,
    origin: "stream",
    correlationId: correlationid,
    createdAt: data.createdAt,
  })
}
