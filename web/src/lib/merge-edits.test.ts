import fc from "fast-check"
import { expect, test } from "vitest"
import { editsOf, merge, proposed } from "./merge-edits.ts"

const base = { name: "Lamp", price: 10, quantity: 5 }

test("each one's own change is told apart from what both changed", () => {
  const mine = { ...base, name: "Lamp, red", price: 11 }
  const theirs = { ...base, price: 12, quantity: 4 }

  expect(editsOf(base, mine, theirs)).toEqual([
    { field: "name", mine: "Lamp, red", theirs: "Lamp", by: "me" },
    { field: "price", mine: 11, theirs: 12, by: "both" },
    { field: "quantity", mine: 5, theirs: 4, by: "them" },
  ])
})

test("nothing is left to choose when both made the same of it", () => {
  expect(editsOf(base, { ...base, price: 11 }, { ...base, price: 11 })).toEqual([])
})

test("a number typed as text is that number, and nothing is not zero", () => {
  const form: Record<string, unknown> = { price: 10 }

  expect(editsOf(form, { price: "10.00" }, { price: 10 })).toEqual([])
  expect(editsOf(form, { price: "" }, { price: 0 })).toHaveLength(1)
  expect(editsOf({ rate: null }, { rate: "" }, { rate: null })).toEqual([])
})

test("what is proposed keeps every change that only one of us made, and mine where both did", () => {
  const mine = { ...base, name: "Lamp, red", price: 11 }
  const theirs = { ...base, price: 12, quantity: 4 }
  const choices = Object.fromEntries(editsOf(base, mine, theirs).map(edit => [edit.field, proposed(edit)]))

  expect(merge(mine, theirs, choices)).toEqual({ name: "Lamp, red", price: 11, quantity: 4 })
})

test("choosing all of one side gives that side, whatever was changed", () => {
  const values = fc.record({
    name: fc.string(),
    price: fc.integer(),
    quantity: fc.integer({ min: 0, max: 2 }),
  })
  fc.assert(
    fc.property(values, values, values, (was, mine, theirs) => {
      const edits = editsOf(was, mine, theirs)
      const all = (choice: "mine" | "theirs") => Object.fromEntries(edits.map(({ field }) => [field, choice]))

      expect(merge(mine, theirs, all("mine"))).toEqual(mine)
      expect(merge(mine, theirs, all("theirs"))).toEqual(theirs)
    }),
  )
})
