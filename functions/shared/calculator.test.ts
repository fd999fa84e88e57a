import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { calculate, type LineInput } from "./calculator.ts"
import { toMajor, toMinor } from "./money.ts"

const rates = [0, 0.021, 0.055, 0.07, 0.09975, 0.19, 0.2, 1]
const lines: fc.Arbitrary<LineInput[]> = fc.array(
  fc.record(
    {
      quantity: fc.integer({ min: 1, max: 1000 }),
      unitPrice: fc.integer({ min: 0, max: 1_000_000 }),
      price: fc.integer({ min: 0, max: 1_000_000_000 }),
      taxRate: fc.constantFrom(...rates),
    },
    { requiredKeys: ["quantity", "unitPrice"] },
  ),
  { maxLength: 5 },
)
const discounts = fc.integer({ min: 0, max: 1_000_000 }).map(millionths => millionths / 1_000_000)
const sum = (parts: number[]): number => parts.reduce((total, part) => total + part, 0)
const line = (price: string, taxRate: number): LineInput => ({
  quantity: 1,
  unitPrice: toMinor(Number(price)),
  taxRate,
})

/** What is wrong with the amounts of a bill; empty when nothing is. Plain comparisons: this runs 100,000 times. */
function faultsOf(input: LineInput[], discountRate: number): string[] {
  const bill = calculate(input, discountRate)
  const other = calculate(input.toReversed(), discountRate)
  const all = [bill.subtotal, bill.discount, bill.total].concat(
    bill.lines.flatMap(one => [one.price, one.discount, one.tax, one.price - one.discount]),
    bill.taxes.flatMap(one => [one.base, one.amount]),
  )
  const checks: Record<string, boolean> = {
    "integers, none negative": all.every(amount => Number.isSafeInteger(amount) && amount >= 0),
    "subtotal is the sum of prices": bill.subtotal === sum(bill.lines.map(one => one.price)),
    "discount is the sum of the lines'": bill.discount === sum(bill.lines.map(one => one.discount)),
    "taxes are the sum of the lines'":
      sum(bill.taxes.map(one => one.amount)) === sum(bill.lines.map(one => one.tax)),
    "bases are all that is paid net": sum(bill.taxes.map(one => one.base)) === bill.subtotal - bill.discount,
    "total is what its parts say":
      bill.total === bill.subtotal - bill.discount + sum(bill.taxes.map(one => one.amount)),
    "discount is within half a unit a line of the exact one":
      Math.abs(bill.discount - bill.subtotal * discountRate) <= input.length * 0.5 + 0.001,
    "order of lines does not matter":
      other.total === bill.total &&
      JSON.stringify(other.taxes) === JSON.stringify(bill.taxes) &&
      JSON.stringify(other.lines.toReversed()) === JSON.stringify(bill.lines),
    "amounts go outside and back": toMinor(toMajor(bill.total)) === bill.total,
  }
  return Object.keys(checks).filter(name => !checks[name])
}

describe("the amounts of a bill", () => {
  it("hold together for 100,000 random bills: sums, signs, and any order of lines", () => {
    fc.assert(
      fc.property(lines, discounts, (input, discountRate) => {
        const faults = faultsOf(input, discountRate)
        if (faults.length > 0) throw new Error(faults.join("; "))
      }),
      { numRuns: 100_000 },
    )
  })

  it.each([
    ["138.66", 0.19, 165.01],
    ["8180", 0.09975, 815.96 + 8180],
    ["0.05", 0.1, 0.06],
    ["0.04", 0.1, 0.04],
    ["10", 0, 10],
  ])("are for %s at %d: %d", (price, rate, total) => {
    expect(toMajor(calculate([line(price, rate)]).total)).toBe(Number(total.toFixed(2)))
  })

  it("give the tax of 8180 at 9.975 % as 815.96, the half rounded up", () => {
    const { taxes } = calculate([line("8180", 0.09975)])

    expect(taxes).toEqual([{ rate: 0.09975, base: 818_000, amount: 81_596 }])
  })

  it("are rounded on each line, the tax on what the discount leaves", () => {
    const { lines, taxes, total } = calculate([line("0.05", 0.1), line("0.05", 0.1), line("1", 0)], 0.5)

    expect(lines).toEqual([
      { price: 5, discount: 3, tax: 0 },
      { price: 5, discount: 3, tax: 0 },
      { price: 100, discount: 50, tax: 0 },
    ])
    expect(taxes).toEqual([
      { rate: 0, base: 50, amount: 0 },
      { rate: 0.1, base: 4, amount: 0 },
    ])
    expect(total).toBe(54)
  })

  it("of no lines are nothing, without a tax", () => {
    expect(calculate([], 0.3)).toEqual({ lines: [], subtotal: 0, discount: 0, taxes: [], total: 0 })
  })
})
