import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { InvoiceIssued } from "./invoice-issued.ts"
import { longestRecord, readInvoice } from "./read-invoice.ts"

const invoice: InvoiceIssued = {
  specversion: "1.0",
  id: "0199-1",
  source: "/facturo/producer-service",
  type: "facturo.invoice.issued.v1",
  time: "2026-11-22T10:00:00.000Z",
  datacontenttype: "application/json",
  data: {
    customerId: "1",
    productItems: [{ productId: "2", quantity: 3, unitPrice: 1.1, price: 3.3 }],
    subtotal: 3.3,
    total: 3.3,
    currency: "EUR",
    origin: "stream",
    createdAt: "2026-11-22T10:00:00.000Z",
  },
}
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value))

describe("a record of the stream", () => {
  it("is read as the invoice that was sent", () => {
    expect(readInvoice(bytes(invoice)).invoice).toEqual(invoice)
  })

  it("may say how its lines are taxed", () => {
    const [line] = invoice.data.productItems
    const taxed = {
      ...invoice,
      data: {
        ...invoice.data,
        productItems: [{ ...line, taxRate: 0.19 }],
        taxes: [{ rate: 0.19, base: 3.3, amount: 0.63 }],
        total: 3.93,
      },
    }

    expect(readInvoice(bytes(taxed)).invoice).toEqual(taxed)
  })

  it.each([
    ["not-utf8", Buffer.from([0xff, 0xfe, 0x00])],
    ["not-json", Buffer.from("{")],
    ["not-json", Buffer.from("")],
    ["not-an-invoice", bytes(null)],
    ["not-an-invoice", bytes({ ...invoice, type: "facturo.invoice.issued.v2" })],
    ["not-an-invoice", bytes({ ...invoice, data: { ...invoice.data, subtotal: 3.31 } })],
    ["not-an-invoice", bytes({ ...invoice, data: { ...invoice.data, total: 3.333 } })],
    ["not-an-invoice", Buffer.from(JSON.stringify({ ...invoice, id: "half a pair: \ud800" }))],
    ["not-an-invoice", bytes({ ...invoice, data: { ...invoice.data, customerId: "\udc00" } })],
    ["too-long", Buffer.alloc(longestRecord + 1, 0x20)],
  ])("is poison: %s", (reason, record) => {
    expect(readInvoice(record).poison?.reason).toBe(reason)
  })

  it("is either an invoice or poison, whatever its bytes are, and never an error", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), record => {
        const { invoice, poison } = readInvoice(record)
        expect((invoice === undefined) !== (poison === undefined)).toBe(true)
      }),
    )
  })
})
