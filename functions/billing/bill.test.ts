import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { applyDiscount, issueBill, type LineDraft, replaceLines } from "./bill.ts"

const lineDrafts: fc.Arbitrary<LineDraft[]> = fc.array(
  fc.record(
    {
      productId: fc.string({ minLength: 1, maxLength: 5 }),
      quantity: fc.integer({ min: 1, max: 1000 }),
      unitPrice: fc.integer({ min: 0, max: 1_000_000 }),
      price: fc.integer({ min: 0, max: 1_000_000_000 }),
    },
    { requiredKeys: ["productId", "quantity", "unitPrice"] },
  ),
  { maxLength: 20 },
)
const rates = fc.integer({ min: 1, max: 1_000_000 }).map(millionths => millionths / 1_000_000)

const issue = (lines: LineDraft[]) =>
  issueBill({
    id: "b1",
    customerId: "c1",
    lines,
    currency: "EUR",
    origin: "api",
    createdAt: "2026-11-22T10:00:00.000Z",
  })

describe("a bill", () => {
  it("costs what its lines cost: unit price times quantity, or the price that was given", () => {
    const bill = issue([
      { productId: "1", quantity: 3, unitPrice: 250 },
      { productId: "2", quantity: 2, unitPrice: 100, price: 150 },
    ])

    expect(bill.lines.map(line => line.price)).toEqual([750, 150])
    expect(bill).toMatchObject({ subtotal: 900, discount: null, total: 900, version: 1 })
  })

  it("without lines costs nothing", () => {
    expect(issue([])).toMatchObject({ subtotal: 0, total: 0 })
  })

  it("adds up after any discount, is never negative, and does not depend on the order of its lines", () => {
    fc.assert(
      fc.property(lineDrafts, rates, (lines, rate) => {
        const bill = applyDiscount(issue(lines), { rate, campaign: "c" }, "now")
        const reversed = applyDiscount(issue([...lines].reverse()), { rate, campaign: "c" }, "now")

        expect(bill?.subtotal).toBe(bill?.lines.reduce((sum, line) => sum + line.price, 0))
        expect(bill?.total).toBe((bill?.subtotal ?? 0) - (bill?.discount?.amount ?? 0))
        expect(bill?.total).toBeGreaterThanOrEqual(0)
        expect(reversed?.total).toBe(bill?.total)
      }),
    )
  })

  it("gets one discount and no second", () => {
    const once = applyDiscount(
      issue([{ productId: "1", quantity: 1, unitPrice: 1000 }]),
      { rate: 0.3, campaign: "a" },
      "t",
    )

    expect(once).toMatchObject({
      discount: { rate: 0.3, amount: 300, campaign: "a" },
      total: 700,
      version: 2,
    })
    expect(once && applyDiscount(once, { rate: 0.3, campaign: "b" }, "t")).toBeUndefined()
  })

  it("keeps its discount at its rate when its lines are replaced", () => {
    const bill = applyDiscount(
      issue([{ productId: "1", quantity: 1, unitPrice: 1000 }]),
      { rate: 0.3, campaign: "a" },
      "t",
    )
    const replaced = bill && replaceLines(bill, "c2", [{ productId: "2", quantity: 2, unitPrice: 1000 }], "t")

    expect(replaced).toMatchObject({
      customerId: "c2",
      subtotal: 2000,
      discount: { rate: 0.3, amount: 600, campaign: "a" },
      total: 1400,
      version: 3,
    })
  })
})
