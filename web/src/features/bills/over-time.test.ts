import { expect, test } from "vitest"
import { aBill } from "../../testing/builders.ts"
import { overTime } from "./over-time.ts"
import type { Bill } from "./types.ts"

const at = (local: string, bill: Partial<Bill> = {}) =>
  aBill({
    createdAt: new Date(local).toISOString(),
    issuedAt: new Date(local).toISOString(),
    total: 10,
    ...bill,
  })

test("bills of one hour are told by the minute, with the minutes between them", () => {
  const { unit, bars } = overTime([
    at("2026-03-05T10:00:05"),
    at("2026-03-05T10:02:50"),
    at("2026-03-05T10:02:10"),
  ])

  expect(unit).toBe("minute")
  expect(bars.map(({ count, total }) => [count, total])).toEqual([
    [1, 1000n],
    [0, 0n],
    [2, 2000n],
  ])
})

test("the longer the time, the longer the bars", () => {
  const units = ["2026-03-06T08:00", "2026-03-20T10:00", "2027-01-05T10:00"].map(
    last => overTime([at("2026-03-05T10:00"), at(last)]).unit,
  )

  expect(units).toEqual(["hour", "day", "month"])
})

test("every day and month has one bar, also where clocks change or months are short", () => {
  expect(overTime([at("2026-03-20T10:00"), at("2026-04-05T10:00")]).bars).toHaveLength(17)
  expect(overTime([at("2026-01-31T10:00"), at("2026-12-31T10:00")]).bars).toHaveLength(12)
})

test("what is no sale counts for nothing", () => {
  const { bars } = overTime([
    at("2026-03-05T10:00"),
    at("2026-03-05T10:00", { status: "void" }),
    at("2026-03-05T10:00", { status: "draft" }),
    at("2026-03-05T10:00", { status: "credited" }),
    at("2026-03-05T10:00", { kind: "credit-note" }),
  ])

  expect(bars).toEqual([{ start: new Date("2026-03-05T10:00").getTime(), count: 1, total: 1000n }])
})

test("a decade gives the last months and not a bar too many", () => {
  const { bars, count, total } = overTime([at("2016-03-05T10:00"), at("2026-03-05T10:00")])

  expect(bars).toHaveLength(32)
  expect(bars.at(-1)?.count).toBe(1)
  expect({ count, total }).toEqual({ count: 2, total: 2000n })
})
