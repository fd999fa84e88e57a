import { expect, test } from "vitest"
import { periodOf } from "./period.ts"

const now = Date.parse("2026-11-22T10:00:33.500Z")
const iso = ({ from, to }: { from: number; to: number }) =>
  [from, to].map(time => new Date(time).toISOString())

test("a period is of whole windows and ends 20 s ago", () => {
  expect(iso(periodOf({ last: "60m" }, now))).toEqual([
    "2026-11-22T09:00:10.000Z",
    "2026-11-22T10:00:10.000Z",
  ])
  expect(iso(periodOf({}, now))).toEqual(["2026-11-21T10:00:10.000Z", "2026-11-22T10:00:10.000Z"])
})

test("a period may be named by its ends, but what is on its way is left out", () => {
  const named = { from: "2026-11-22T09:00:00Z", to: "2026-11-22T09:30:02Z" }

  expect(iso(periodOf(named, now))).toEqual(["2026-11-22T09:00:00.000Z", "2026-11-22T09:30:00.000Z"])
  expect(iso(periodOf({ ...named, to: "2027-01-01T00:00:00Z" }, now))[1]).toBe("2026-11-22T10:00:10.000Z")
})

test.each([
  [{ last: "soon" }, /soon is no duration/],
  [{ from: "yesterday" }, /yesterday is no time/],
  [{ from: "2026-11-22T10:00:10Z" }, /empty/],
])("%j is refused", (values, message) => {
  expect(() => periodOf(values, now)).toThrow(message)
})
