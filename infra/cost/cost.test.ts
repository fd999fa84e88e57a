import { expect, it } from "vitest"
import { type Price, prices } from "./prices.ts"
import { assumptions, provisionedStream, usageOf } from "./usage.ts"

it.each(Object.entries<Price>(prices))("the price %s has a date, a page and a unit", (_, price) => {
  expect(price.usd).toBeGreaterThan(0)
  expect(price.asOf).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/)
  expect(price.page).toMatch(/^https:\/\/aws\.amazon\.com\//)
  expect(price.per).not.toBe("")
})

it("everything that grows with bills doubles when they do, and nothing else", () => {
  const [once, twice] = [usageOf(1_000_000), usageOf(2_000_000)]

  const fixed = ["streamHours", "alarms"]
  for (const [name, amount] of Object.entries(once)) {
    const expected = fixed.includes(name) ? amount : amount * 2
    expect([name, twice[name as keyof typeof twice]]).toEqual([name, expect.closeTo(expected, 6)])
  }
})

it("counts a bill's writes: transactions are double, each index is one more", () => {
  const { writeUnits } = usageOf(1_000_000, {
    ...assumptions,
    itemUnits: 1,
    indexes: 3,
    shareDiscounted: 0,
    objectsPerBatch: 0,
  })

  // 2 for the item, 3 for its indexes, 2 for its claim in the windows.
  expect(writeUnits).toBe(7)
})

it("charges a provisioned stream by the hour, whatever is on it", () => {
  expect(provisionedStream(0, 4)).toEqual({ shardHours: 2920, shardHoursKept: 2920, putUnits: 0 })
})
