import { expect, test } from "vitest"
import { keySequences } from "./key-sequence.ts"

const sequences = [{ keys: ["b"] }, { keys: ["g", "b"] }, { keys: ["?"] }]

test("a sequence is complete with its last key, and counts once", () => {
  const press = keySequences(sequences)

  expect([press("g", 0), press("b", 500), press("?", 600), press("x", 700)]).toEqual([
    undefined,
    { keys: ["g", "b"] },
    { keys: ["?"] },
    undefined,
  ])
})

test("a key that came too long ago begins nothing", () => {
  const press = keySequences(sequences)

  press("g", 0)

  expect(press("b", 5000)).toEqual({ keys: ["b"] })
})

test("another key in between breaks a sequence", () => {
  const press = keySequences([{ keys: ["g", "b"] }])

  expect(["g", "x", "b"].map((key, index) => press(key, index))).toEqual([undefined, undefined, undefined])
})
