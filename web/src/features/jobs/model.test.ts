import "../../testing/english.ts"
import { expect, test } from "vitest"
import { aJob, noonPlus } from "../../testing/builders.ts"
import {
  checkForm,
  doneOf,
  durationOf,
  isRestartable,
  isUndoable,
  sharesOf,
  titleOf,
  toInput,
} from "./model.ts"

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

test("a running job is never shown as done before its end, however wrong the estimate was", () => {
  expect(doneOf(aJob({ read: 50 }), 200)).toBe(25)
  expect(doneOf(aJob({ read: 250 }), 200)).toBe(99)
  expect(doneOf(aJob({ read: 0 }), 0)).toBe(0)
})

test("a job goes on when it failed, or when its runner was silent for two minutes", () => {
  const started = Date.parse(aJob().updatedAt)

  expect(isRestartable(aJob({ status: "failed" }), started)).toBe(true)
  expect(isRestartable(aJob({ status: "running" }), started + 119_000)).toBe(false)
  expect(isRestartable(aJob({ status: "running" }), started + 121_000)).toBe(true)
  expect(isRestartable(aJob({ status: "completed" }), started + 121_000)).toBe(false)
  expect(isRestartable(aJob({ status: "failed", undoneBy: "2" }), started)).toBe(false)
})

test("only a discount that ended can be undone, and only once", () => {
  expect(isUndoable(aJob({ status: "completed" }))).toBe(true)
  expect(isUndoable(aJob({ status: "failed" }))).toBe(true)
  expect(isUndoable(aJob({ status: "running" }))).toBe(false)
  expect(isUndoable(aJob({ status: "completed", undoneBy: "2" }))).toBe(false)
  expect(isUndoable(aJob({ type: "undo-discount", status: "completed" }))).toBe(false)
})

test("what takes a campaign back says so", () => {
  expect(titleOf(aJob({ campaign: "sale" }))).toBe("Discount sale")
  expect(titleOf(aJob({ campaign: "sale", type: "undo-discount" }))).toBe("Undo of sale")
})
