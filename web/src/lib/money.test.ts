import fc from "fast-check"
import { expect, test } from "vitest"
import { toMinor as serverToMinor, toMajor } from "../../../functions/shared/money.ts"
import { formatAmount, formatMinor, lineAmount, sumOf, toMinor } from "./money.ts"

const amounts = fc.integer({ min: 0, max: 100_000_000_000 }).map(toMajor)

test("an amount has the minor units that the server counts", () => {
  fc.assert(fc.property(amounts, amount => toMinor(amount) === BigInt(serverToMinor(amount))))
})

test("a line comes to what the server makes of it", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000_000 }),
      fc.integer({ min: 1, max: 1000 }),
      (cents, pieces) => {
        const price = toMajor(cents)

        const amount = lineAmount(price, pieces)

        return amount === BigInt(serverToMinor(price) * pieces)
      },
    ),
  )
})

test("sums do not drift as sums of floating numbers do", () => {
  const tenths = Array.from({ length: 1000 }, () => 0.1)

  expect(sumOf(tenths)).toBe(10_000n)
  expect(sumOf([0.1, 0.2])).toBe(30n)
})

test("the largest line is exact, beyond the integers that a number holds", () => {
  const amount = lineAmount(999_999_999.99, 1_000_000)

  expect(amount).toBe(99_999_999_999_000_000n)
  expect(formatMinor(amount, undefined, "en-GB")).toBe("999,999,999,990,000.00")
})

test("amounts are written by locale, with the currency of the bill", () => {
  expect(formatAmount(1234.5, "EUR", "en-GB")).toBe("€1,234.50")
  expect(formatAmount(1234.5, "EUR", "fr-FR")).toBe("1\u202f234,50\u00a0€")
})

test("an amount without a currency is a plain number with two places", () => {
  expect(formatAmount(0.1, undefined, "en-GB")).toBe("0.10")
  expect(formatMinor(-5n, undefined, "en-GB")).toBe("-0.05")
})

test("a currency that has no minor unit still shows what the server counts", () => {
  expect(formatAmount(12.34, "JPY", "en-GB")).toBe("JP¥12.34")
})
