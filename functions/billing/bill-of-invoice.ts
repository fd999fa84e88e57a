/** From an invoice of the stream to the bill that records it. */
import type { InvoiceIssued } from "../shared/events/invoice-issued.ts"
import { toMinor } from "../shared/money.ts"
import { type Bill, issuedBill } from "./bill.ts"

/** The same invoice always gives the same bill. */
export function billOfInvoice({ id, correlationid, data }: InvoiceIssued): Bill {
  return issuedBill({
    id,
    customerId: data.customerId,
    lines: data.productItems.map(({ productId, quantity, unitPrice, price, taxRate }) => ({
      productId,
      quantity,
      unitPrice: toMinor(unitPrice),
      price: toMinor(price),
      taxRate,
    })),
    currency: data.currency,
    origin: "stream",
    createdBy: "stream",
    correlationId: correlationid,
    createdAt: data.createdAt,
  })
}
