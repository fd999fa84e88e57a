import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { readInvoice } from "../shared/events/read-invoice.ts"
import { makeInvoice } from "./make-invoice.ts"
import { createRandom } from "./random.ts"

const catalog = {
  customers: ["1", "2", "3"].map(id => ({ id })),
  products: [199, 1_05, 99_999_99, 0].map((price, n) => ({ id: `p${n}`, price })),
}

const make = (seed: number) =>
  makeInvoice(catalog, {
    random: createRandom(seed),
    correlationId: "corr",
    currency: "EUR",
    now: new Date("2026-11-22T10:00:00.000Z"),
  })

describe("a simulated invoice", () => {
  it("is one that every consumer reads, whatever the random numbers are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), seed => {
        const invoice = make(seed)

        const { invoice: read } = readInvoice(Buffer.from(JSON.stringify(invoice)))

        expect(read).toEqual(invoice)
        expect(invoice.data.productItems.length).toBeGreaterThanOrEqual(1)
        expect(invoice.data.productItems.length).toBeLessThanOrEqual(10)
        for (const { quantity, unitPrice, price } of invoice.data.productItems) {
          expect(quantity).toBeGreaterThanOrEqual(1)
          expect(quantity).toBeLessThanOrEqual(10)
          expect(Math.round(price * 100)).toBe(Math.round(unitPrice * 100) * quantity)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it("is about a customer and products that exist, and each of them comes up", () => {
    const invoices = Array.from({ length: 200 }, (_, seed) => make(seed))

    const customers = new Set(invoices.map(({ data }) => data.customerId))
    const lines = invoices.flatMap(({ data }) => data.productItems)
    expect([...customers].sort()).toEqual(["1", "2", "3"])
    expect([...new Set(lines.map(({ productId }) => productId))].sort()).toEqual(["p0", "p1", "p2", "p3"])
    expect(lines.find(({ productId }) => productId === "p1")?.unitPrice).toBe(1.05)
  })

  it("is the same again for the same seed, with an id of its own", () => {
    const [first, second] = [make(42), make(42)]

    expect(second.data).toEqual(first.data)
    expect(second.id).not.toBe(first.id)
  })
})
