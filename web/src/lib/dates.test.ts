import { expect, test } from "vitest"
import "../testing/english.ts"
import { formatAgo, formatDuration } from "./dates.ts"

const now = Date.parse("2026-11-22T12:00:00.000Z")
const ago = (seconds: number) => formatAgo(new Date(now - seconds * 1000).toISOString(), now)

test("how long ago is told in the largest unit that fits", () => {
  expect([ago(59), ago(60), ago(3_599), ago(7_200)]).toEqual([
    "59 seconds ago",
    "1 minute ago",
    "59 minutes ago",
    "2 hours ago",
  ])
})

test("a clock that is ahead does not make a past of the future", () => {
  expect(ago(-30)).toBe("now")
})

test("a length of time is told with as much precision as one can use", () => {
  expect([850, 4_230, 185_000].map(formatDuration)).toEqual(["850 ms", "4.2 s", "3 min 05 s"])
})

test("nearly a minute is told as a minute", () => {
  expect(formatDuration(59_990)).toBe("1 min 00 s")
})
