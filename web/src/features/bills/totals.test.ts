import fc from "fast-check"
import { expect, test } from "vitest"
import { calculate } from "../../../../functions/shared/calculator.ts"
import { emptyLine, type LineForm } from "./model.ts"
import { shortages, totalsOf } from "./totals.ts"

type Given = { price?: number; taxRate?: number | null; stock?: number; id?: string }

const line = (
  quantity: number | string,
  { price = 5, taxRate = 0, stock = 10, id = "1" }: Given = {},
): LineForm => ({
  key: id,
  product: { id, name: "Lamp", price, taxRate, quantity: stock },
  quantity,
})

test("the subtotal is exact where floating sums are not", () => {
  const lines = [line(1, { price: 0.1 }), line(1, { price: 0.2 }), line(3, { price: 4.05 })]

  expect(totalsOf(lines).subtotal).toBe(1245)
})

test("taxes are told by rate, and a half cent is rounded up on its line", () => {
  const { taxes, total } = totalsOf([line(1, { price: 138.66, taxRate: 0.19 }), line(2, { taxRate: 0.055 })])

  expect(taxes).toEqual([
    { rate: 0.055, base: 1000, amount: 55 },
    { rate: 0.19, base: 13866, amount: 2635 },
  ])
  expect(total).toBe(13866 + 2635 + 1000 + 55)
})

test("a line that is not complete adds nothing", () => {
  const totals = totalsOf([emptyLine("0"), line(""), line("1.5"), line("2")])

  expect(totals.lines).toEqual([undefined, undefined, undefined, 1000])
  expect(totals.total).toBe(1000)
})

test("a product without a rate is taxed at the usual one, and set apart while that is not known", () => {
  const lines = [line(1, { price: 10, taxRate: null }), line(1, { price: 20, taxRate: 0.1 }), line(1)]

  expect(totalsOf(lines, 0.2)).toMatchObject({ total: 1200 + 2200 + 500, untaxed: 0 })
  expect(totalsOf(lines)).toMatchObject({
    untaxed: 1000,
    taxes: [
      { rate: 0, base: 500, amount: 0 },
      { rate: 0.1, base: 2000, amount: 200 },
    ],
    total: 1000 + 2200 + 500,
  })
})

test("whatever is typed, the form says what the server will", () => {
  const lines = fc.array(
    fc.record({
      quantity: fc.integer({ min: 0, max: 10_000 }),
      cents: fc.integer({ min: 0, max: 1_000_000 }),
      taxRate: fc.constantFrom(0, 0.055, 0.09975, 0.19, 0.2),
    }),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(lines, given => {
      const form = given.map(({ quantity, cents, taxRate }) =>
        line(quantity, { price: cents / 100, taxRate }),
      )
      const server = calculate(
        given.map(({ quantity, cents, taxRate }) => ({ quantity, unitPrice: cents, taxRate })),
      )

      expect(totalsOf(form)).toMatchObject({ subtotal: server.subtotal, total: server.total })
    }),
  )
})

test("a product is short when all its lines together ask for more than there is", () => {
  const lines = [line(6), line(5), line(10, { id: "2" }), emptyLine("x")]

  expect(shortages(lines)).toEqual([true, true, false, false])
})
