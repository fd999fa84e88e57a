import fc from "fast-check"
import { expect, test } from "vitest"
import { addTallies, emptyTally, splitTally, type Tally } from "./tally.ts"

const tally: fc.Arbitrary<Tally> = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom("1", "2", "3", "__proto__", "constructor", "\u20ac"),
      fc.integer({ min: 1, max: 5 }),
      fc.nat(10_000),
    ),
    { selector: ([id]) => id },
  )
  .map(customers => ({
    count: customers.reduce((sum, [, count]) => sum + count, 0),
    total: customers.reduce((sum, [, , total]) => sum + total, 0),
    customers,
  }))

test("tallies add up to the same, in whatever order and groups they are added", () => {
  fc.assert(
    fc.property(fc.array(tally), fc.nat(), (tallies, cut) => {
      const middle = tallies.length ? cut % tallies.length : 0
      const [before, after] = [tallies.slice(0, middle), tallies.slice(middle)]

      const sum = addTallies(tallies)

      expect(addTallies([addTallies(after), emptyTally, addTallies(before)])).toEqual(sum)
      expect(addTallies([JSON.parse(JSON.stringify(sum))])).toEqual(sum)
    }),
  )
})

test("the per-customer count is per customer", () => {
  const sum = addTallies([
    {
      count: 3,
      total: 30,
      customers: [
        ["a", 1, 10],
        ["b", 2, 20],
      ],
    },
    { count: 1, total: 5, customers: [["b", 1, 5]] },
  ])

  expect(sum).toEqual({
    count: 4,
    total: 35,
    customers: [
      ["a", 1, 10],
      ["b", 3, 25],
    ],
  })
})

test("a split tally is the sum of its pieces, each small enough", () => {
  fc.assert(
    fc.property(tally, fc.integer({ min: 1, max: 4 }), (whole, most) => {
      const sorted = addTallies([whole])

      const pieces = splitTally(sorted, most)

      expect(addTallies(pieces)).toEqual(sorted)
      expect(pieces.every(({ customers }) => customers.length <= most)).toBe(true)
      expect(splitTally(sorted, most)).toEqual(pieces)
    }),
  )
})
