import { describe, expect, it } from "vitest"
import { balanceOf, draftBill, issuedBill, type LineDraft, replaceDraft } from "./bill.ts"
import { applyDiscount, isDiscountable, savingOf, undoDiscount } from "./discount.ts"
import { addPayment } from "./payments.ts"

const made = (lines: LineDraft[]) => ({
  id: "b1",
  customerId: "c1",
  lines,
  currency: "EUR",
  origin: "api" as const,
  createdBy: "ada",
  createdAt: "2026-11-22T10:00:00.000Z",
})
const issued = (lines: LineDraft[] = [{ productId: "1", quantity: 1, unitPrice: 1000, taxRate: 0.19 }]) =>
  issuedBill(made(lines))
const summer = { rate: 0.3, campaign: "summer" }

describe("a bill", () => {
  it("costs what its lines cost, and their tax: unit price times quantity, or the price that was given", () => {
    const bill = issued([
      { productId: "1", quantity: 3, unitPrice: 250, taxRate: 0.2 },
      { productId: "2", quantity: 2, unitPrice: 100, price: 150 },
    ])

    expect(bill.lines.map(line => [line.id, line.price, line.tax])).toEqual([
      ["b1.1", 750, 150],
      ["b1.2", 150, 0],
    ])
    expect(bill).toMatchObject({ subtotal: 900, discount: null, total: 1050, version: 1 })
    expect(bill.taxes).toEqual([
      { rate: 0, base: 150, amount: 0 },
      { rate: 0.2, base: 750, amount: 150 },
    ])
  })

  it("without lines costs nothing", () => {
    expect(issued([])).toMatchObject({ subtotal: 0, taxes: [], total: 0 })
  })

  it("that is a draft gets other lines, whole, and one version more", () => {
    const draft = draftBill(made([{ productId: "1", quantity: 1, unitPrice: 1000 }]))

    const replaced = replaceDraft(
      draft,
      { customerId: "c2", lines: [{ productId: "2", quantity: 2, unitPrice: 5 }] },
      "t",
    )

    expect(replaced).toMatchObject({ customerId: "c2", subtotal: 10, total: 10, version: 2, updatedAt: "t" })
    expect(replaced.lines).toHaveLength(1)
  })

  it("has a balance until it is paid, void or credited", () => {
    const bill = { ...issued(), paid: 190 }

    expect(balanceOf(bill)).toBe(1000)
    expect(balanceOf({ ...bill, status: "void" })).toBe(0)
    expect(balanceOf({ ...bill, kind: "credit-note" })).toBe(0)
  })
})

describe("a discount", () => {
  it("lowers the total with its taxes, leaves an adjustment, and is what the preview said", () => {
    const bill = issued()

    const discounted = applyDiscount(bill, summer, "t")

    expect(discounted).toMatchObject({
      discount: { rate: 0.3, amount: 300, campaign: "summer" },
      taxes: [{ rate: 0.19, base: 700, amount: 133 }],
      total: 833,
      version: 2,
      adjustments: [{ campaign: "summer", rate: 0.3, amount: -357, at: "t" }],
    })
    expect(savingOf(bill, 0.3)).toBe(357)
  })

  it("is one for a bill, and only for one that is open and unpaid", () => {
    const bill = issued()
    const once = applyDiscount(bill, summer, "t")

    expect(once && applyDiscount(once, { rate: 0.1, campaign: "b" }, "t")).toBeUndefined()
    expect(isDiscountable(draftBill(made([])))).toBe(false)
    expect(isDiscountable({ ...bill, status: "void" })).toBe(false)
    expect(isDiscountable(addPayment(bill, { id: "p", amount: 1, at: "t" }, "t"))).toBe(false)
    expect(isDiscountable({ ...bill, kind: "credit-note" })).toBe(false)
  })

  it("is undone to what the bill was before, to the cent, by what is stored", () => {
    const bill = issued([
      { productId: "1", quantity: 3, unitPrice: 333, taxRate: 0.09975 },
      { productId: "2", quantity: 1, unitPrice: 5, taxRate: 0.055 },
    ])
    const discounted = applyDiscount(bill, { rate: 0.333333, campaign: "odd" }, "t1")

    const undone = discounted && undoDiscount(discounted, "odd", "t2")

    const { updatedAt, version, undone: campaigns, ...rest } = undone ?? bill
    const { updatedAt: _, version: __, ...before } = bill
    expect(rest).toEqual(before)
    expect([updatedAt, version, campaigns]).toEqual(["t2", 3, ["odd"]])
  })

  it("is not undone when it is another campaign's, or something was paid meanwhile", () => {
    const discounted = applyDiscount(issued(), summer, "t")
    if (!discounted) throw new Error("no discount")

    expect(undoDiscount(discounted, "winter", "t")).toBeUndefined()
    expect(undoDiscount({ ...discounted, status: "void" }, "summer", "t")).toBeUndefined()
    const paid = addPayment(discounted, { id: "p", amount: 1, at: "t" }, "t")
    expect(undoDiscount(paid, "summer", "t")).toBeUndefined()
  })
})
