import fc from "fast-check"
import { expect, test } from "vitest"
import { anInvoice } from "../shared/testing/stream-event.ts"
import { formatRows, headerLine, parseFile } from "./csv.ts"
import { protect, unprotect } from "./formula.ts"
import { type Row, rowOf } from "./row.ts"

/** Text as an attacker or a careless program might write it. */
const wildText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."=+-@\t\r\n'\"\u3000, ;ab\u0000\u20ac\uff1d".split("")) }),
)

test("CSV rows have ids", () => {
  const text = headerLine + formatRows([rowOf(anInvoice({ id: "bill-7" }))])

  expect(text).toBe(
    "id,createdAt,customerId,lines,quantity,subtotal,total,currency,origin,correlationId\r\n" +
      "bill-7,2026-11-22T10:05:30.000Z,1,1,3,12.50,12.50,EUR,stream,request-1\r\n",
  )
})

test("quotes, commas and line ends are quoted as RFC 4180 says", () => {
  const row: Row = ['a"b', "c,d", "e\r\nf", "g\nh", "i\rj", "", " k ", "l", "m", "n"]

  const text = formatRows([row])

  expect(text).toBe('"a""b","c,d","e\r\nf","g\nh","i\rj",, k ,l,m,n\r\n')
})

test("rows come back exactly as they were, whatever is in them", () => {
  const row = fc.array(
    wildText.map(text => text.toWellFormed()),
    { minLength: 10, maxLength: 10 },
  )

  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), rows => {
      expect(parseFile(headerLine + formatRows(rows))).toEqual(rows)
    }),
    { numRuns: 500 },
  )
})

test.each([
  ["=1+1", "'=1+1"],
  ["+49 1234", "'+49 1234"],
  ["-5", "'-5"],
  ["@sum(a1)", "'@sum(a1)"],
  ["\tx", "'\tx"],
  ["\rx", "'\rx"],
  ['"=1+1', "'\"=1+1"],
  ["  =1+1", "'  =1+1"],
  ["\uff1d1+1", "'\uff1d1+1"],
])("a cell that a spreadsheet would run is harmless: %j", (cell, stored) => {
  expect(protect(cell)).toBe(stored)
  expect(unprotect(stored)).toBe(cell)
})

test.each(["12.50", "0.00", "1=1", "a@b.c", "O'Neill", "'quoted'", ""])("a harmless cell stays: %j", cell => {
  expect(protect(cell)).toBe(cell)
})

test("no stored cell begins with a formula, and no two cells are stored as one", () => {
  fc.assert(
    fc.property(wildText, wildText, (a, b) => {
      expect(protect(a)).not.toMatch(/^["\s]*[=+\-@\t\r]/)
      expect(protect(a) === protect(b)).toBe(a === b)
    }),
    { numRuns: 2000 },
  )
})

test("a file that is no CSV of ours is an error", () => {
  expect(() => parseFile(`${headerLine}only,two\r\n`)).toThrow()
})
