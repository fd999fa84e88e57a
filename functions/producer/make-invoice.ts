/** Makes one random invoice of a customer and products that exist. */
import { type InvoiceIssued, invoiceIssuedType, sourceOf } from "../shared/events/invoice-issued.ts"
import { newId } from "../shared/ids.ts"
import { toMajor } from "../shared/money.ts"
import type { Catalog } from "./catalog.ts"
import { between, oneOf, type Random } from "./random.ts"

const mostLines = 10
const mostPieces = 10

/** The event of a new invoice: 1 to 10 lines of 1 to 10 pieces at the products' prices. Needs both lists filled. */
export function makeInvoice(
  { customers, products }: Pick<Catalog, "customers" | "products">,
  {
    random,
    correlationId,
    currency,
    now,
  }: { random: Random; correlationId: string; currency: string; now: Date },
): InvoiceIssued {
  const lines = Array.from({ length: between(random, 1, mostLines) }, () => {
    const { id, price } = oneOf(random, products)
    const quantity = between(random, 1, mostPieces)
    return { productId: id, quantity, unitPrice: price, price: price * quantity }
  })
  const subtotal = toMajor(lines.reduce((sum, { price }) => sum + price, 0))
  const time = now.toISOString()
  return {
    specversion: "1.0",
    id: newId(),
    source: sourceOf("producer-service"),
    type: invoiceIssuedType,
    time,
    datacontenttype: "application/json",
    correlationid: correlationId,
    data: {
      customerId: oneOf(random, customers).id,
      productItems: lines.map(line => ({
        ...line,
        unitPrice: toMajor(line.unitPrice),
        price: toMajor(line.price),
      })),
      subtotal,
      total: subtotal,
      currency,
      origin: "stream",
      createdAt: time,
    },
  }
}
