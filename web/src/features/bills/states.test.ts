import { expect, test } from "vitest"
import { aBill } from "../../testing/builders.ts"
import "../../testing/english.ts"
import { actionsOf, stateOf, statusOf } from "./states.ts"

const payment = { id: "p", amount: 1, at: "2026-11-22T12:00:00.000Z" }

test("what can be done with a bill is what the API allows in its state", () => {
  expect(actionsOf(aBill({ status: "draft" }))).toEqual(["delete", "edit", "issue"])
  expect(actionsOf(aBill({ status: "issued" }))).toEqual(["void", "pay"])
  expect(actionsOf(aBill({ status: "issued", payments: [payment] }))).toEqual(["pay"])
  expect(actionsOf(aBill({ status: "paid", payments: [payment] }))).toEqual(["credit"])
  expect(actionsOf(aBill({ status: "void" }))).toEqual([])
  expect(actionsOf(aBill({ status: "credited" }))).toEqual([])
  expect(actionsOf(aBill({ kind: "credit-note", status: "issued" }))).toEqual([])
})

test("a state is a word, also for what is paid in part and for a credit note", () => {
  expect(stateOf(aBill({ status: "issued", payments: [payment] })).word).toBe("Partly paid")
  expect(stateOf(aBill({ kind: "credit-note" })).word).toBe("Credit note")
  expect(stateOf(aBill({ status: "void" })).word).toBe("Void")
})

test("an address may name a state that there is not", () => {
  expect(["paid", "lost", undefined].map(statusOf)).toEqual(["paid", undefined, undefined])
})
