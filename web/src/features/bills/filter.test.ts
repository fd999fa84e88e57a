import { expect, test } from "vitest"
import { numberOf, toFilter } from "./filter.ts"

test("a short number is this year's, a whole one is taken as it is", () => {
  expect(["42", " 2025-000042 ", "a-2026-000001"].map(typed => numberOf(typed, 2026))).toEqual([
    "2026-000042",
    "2025-000042",
    "A-2026-000001",
  ])
})

test("days are the reader's, both included", () => {
  const { from, to } = toFilter({ from: "2026-03-05", to: "2026-03-05" })

  expect(from).toBe(new Date("2026-03-05T00:00").toISOString())
  expect(to).toBe(new Date("2026-03-06T00:00").toISOString())
})

test("what an address has that is no filter filters nothing", () => {
  expect(toFilter({ status: "lost", from: "yesterday", to: "" })).toEqual({
    number: undefined,
    customerId: undefined,
    status: undefined,
    from: undefined,
    to: undefined,
  })
})
