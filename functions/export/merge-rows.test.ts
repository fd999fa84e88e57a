import fc from "fast-check"
import { expect, test } from "vitest"
import { anInvoice } from "../shared/testing/stream-event.ts"
import { formatRows, headerLine, parseFile } from "./csv.ts"
import { mergeRows } from "./merge-rows.ts"
import { keyOf, objectOf } from "./object-name.ts"
import { idOf, type Row, rowOf } from "./row.ts"

/** Invoices of one minute, each id once. */
const invoices = fc.uniqueArray(
  fc.record({
    id: fc.string({
      minLength: 1,
      maxLength: 8,
      unit: fc.constantFrom(..."=+-'\"\n\ud800\udc00abc".split("")),
    }),
    second: fc.integer({ min: 0, max: 59 }),
  }),
  { selector: ({ id }) => id.toWellFormed(), maxLength: 30 },
)

test("any deliveries of the same records, in any batches, leave the same object", () => {
  fc.assert(
    fc.property(invoices, fc.infiniteStream(fc.nat()), (some, random) => {
      const next = (below: number) => (random.next().value as number) % below
      const rows = some.map(({ id, second }) =>
        rowOf(anInvoice({ id, createdAt: `2026-11-22T10:05:${String(second).padStart(2, "0")}Z` })),
      )
      const once = mergeRows([], rows)

      // Batches that begin and end anywhere, some more than once; at last everything again.
      let object: Row[] = []
      let added = 0
      for (let batch = 0; batch < 10 && rows.length > 0; batch++) {
        const start = next(rows.length)
        const merged = mergeRows(object, rows.slice(start, start + 1 + next(rows.length)))
        added += merged.added
        object = parseFile(headerLine + formatRows(merged.rows))
      }
      const last = mergeRows(object, rows)

      expect(last.rows).toEqual(once.rows)
      expect(added + last.added).toBe(rows.length)
      expect(mergeRows(last.rows, rows).added).toBe(0)
    }),
    { numRuns: 200 },
  )
})

test("rows are in the order of time, then of ids", () => {
  const late = rowOf(anInvoice({ id: "a", createdAt: "2026-11-22T10:05:30.5Z" }))
  const early = rowOf(anInvoice({ id: "z", createdAt: "2026-11-22T10:05:30Z" }))
  const same = rowOf(anInvoice({ id: "b", createdAt: "2026-11-22T10:05:30.500Z" }))

  const { rows } = mergeRows([same], [late, early])

  expect(rows.map(idOf)).toEqual(["z", "a", "b"])
})

test("the object of an invoice is its minute in UTC and the part of the customers that Kinesis goes by", () => {
  // MD5 of "1" is c4ca4238…, in the last quarter of the hash keys.
  expect(keyOf(objectOf(anInvoice({ customerId: "1" })))).toBe("exports/2026-11-22/10-05-c.csv")
})
