import "../../testing/english.ts"
import { expect, test } from "vitest"
import { aSimulation } from "../../testing/builders.ts"
import { runningFirst, runningOf, toInput } from "./model.ts"

const ended = aSimulation({ id: "ended", status: "finished", rate: 50 })
const slow = aSimulation({ id: "slow", rate: 0.5 })
const fast = aSimulation({ id: "fast", rate: 2 })

test("only those that run count, with their rates together", () => {
  expect(runningOf([ended, slow, fast])).toEqual({ count: 2, rate: 2.5 })
})

test("those that run come first, in their order", () => {
  expect(runningFirst([ended, slow, fast]).map(({ id }) => id)).toEqual(["slow", "fast", "ended"])
})

test("without a length a simulation runs until it is stopped", () => {
  expect(toInput({ rate: 2, seconds: "" })).toEqual({ rate: 2 })
  expect(toInput({ rate: "2", seconds: 60 })).toEqual({ rate: "2", seconds: 60 })
})
