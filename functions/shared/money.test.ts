import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { amount, numeric, share, toMajor, toMinor } from "./money.ts"

const minorAmounts = fc.integer({ min: 0, max: 100_000_000_000 })

describe("money", () => {
  it("comes back unchanged from inside to outside and in again", () => {
    fc.assert(
      fc.property(minorAmounts, minor => {
        expect(toMinor(toMajor(minor))).toBe(minor)
      }),
    )
  })

  it.each([1.005, 0.001, 12.345, 99.999, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses %d, which has more than two places or is no number",
    major => {
      expect(() => toMinor(major)).toThrow(RangeError)
    },
  )

  it.each([
    [13866, 0.19, 2635],
    [818000, 0.09975, 81596], // 815.955 is a half, and goes up
    [5, 0.1, 1],
    [4, 0.1, 0],
    [10000, 1.005, 10050],
    [0, 0.3, 0],
  ])("takes of %d the share %d, a half up: %d", (minor, rate, expected) => {
    expect(share(minor, rate)).toBe(expected)
  })

  it("is never more than half a minor unit away from the exact share", () => {
    fc.assert(
      fc.property(minorAmounts, fc.integer({ min: 0, max: 1_000_000 }), (minor, millionths) => {
        const got = BigInt(share(minor, millionths / 1_000_000)) * 1_000_000n
        const difference = got - BigInt(minor) * BigInt(millionths)
        expect(difference <= 500_000n && difference > -500_000n).toBe(true)
      }),
    )
  })
})

describe("an amount from outside", () => {
  it.each([
    ["10.50", 1050],
    [10.5, 1050],
    ["0", 0],
    [0.1, 10],
    [1_000_000_000, 100_000_000_000],
  ])("%j is %d minor units", (given, minor) => {
    expect(amount.parse(given)).toBe(minor)
  })

  it.each([
    [-1],
    ["-0.01"],
    [10.555],
    ["10.555"],
    ["ten"],
    [""],
    [null],
    [true],
    [1_000_000_000.01],
    ["1e3"],
    ["0x10"],
  ])("%j is refused", given => {
    expect(amount.safeParse(given).success).toBe(false)
  })
})

describe("a number from outside", () => {
  it("may be written as a string", () => {
    expect(numeric.parse(" 2 ")).toBe(2)
  })
})
