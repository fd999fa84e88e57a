import "../../testing/english.ts"
import { expect, test } from "vitest"
import { aJob, noonPlus } from "../../testing/builders.ts"
import { checkForm, durationOf, sharesOf, toInput } from "./model.ts"

test("percent become a share of 1, exactly", () => {
  const rates = [30, "12.5", 0.07, 100].map(percent => toInput({ percent, campaign: "" }).rate)

  expect(rates).toEqual([0.3, 0.125, 0.0007, 1])
})

test("what is left empty is left to the server", () => {
  expect(toInput({ percent: "", campaign: "  " })).toEqual({ type: "discount" })
  expect(toInput({ percent: "", campaign: " spring " })).toEqual({ type: "discount", campaign: "spring" })
})

test("a discount is more than nothing and at most everything", () => {
  const faulty = ["", 0.01, 100, 0, 100.01].map(percent => "percent" in checkForm({ percent, campaign: "" }))

  expect(faulty).toEqual([false, false, false, true, true])
})

test("outcomes are shares of what was read", () => {
  expect(sharesOf(aJob({ read: 200, written: 150, skipped: 30, failed: 20 }))).toEqual({
    written: 75,
    skipped: 15,
    failed: 10,
  })
  expect(sharesOf(aJob())).toEqual({ written: 0, skipped: 0, failed: 0 })
})

test("a job that runs has taken the time until now, one that ended until its end", () => {
  const endedAt = new Date(noonPlus(4)).toISOString()

  expect(durationOf(aJob(), noonPlus(9))).toBe(9000)
  expect(durationOf(aJob({ endedAt }), noonPlus(9))).toBe(4000)
})
