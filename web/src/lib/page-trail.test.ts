import { expect, test } from "vitest"
import { newerPage, olderPage, trailOf } from "./page-trail.ts"

test("going older and newer again leads through the same pages", () => {
  const second = olderPage(undefined, "b", [])
  const third = olderPage(second.cursor, "c", second.trail)

  const back = newerPage(third.trail)
  const first = newerPage(back.trail)

  expect(back).toEqual({ cursor: "b", trail: [null] })
  expect(first).toEqual({ cursor: undefined, trail: [] })
})

test("from a shared address the way back is to the first page", () => {
  const trail = trailOf(null)

  expect(newerPage(trail)).toEqual({ cursor: undefined, trail: [] })
})

test("a history entry that holds something else has no trail", () => {
  expect(trailOf({ trail: "x" })).toEqual([])
  expect(trailOf({ trail: [null, "a", 3] })).toEqual([null, "a"])
})
