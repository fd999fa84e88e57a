import "../../testing/english.ts"
import { expect, test } from "vitest"
import { hexRows, mostBytes, reasonWords, toRepair } from "./model.ts"

const base64 = (bytes: number[]) => btoa(String.fromCharCode(...bytes))

test("bytes are shown sixteen a row, with what of them can be read", () => {
  const rows = hexRows(base64([...Array(16).fill(0x41), 0x00, 0xff, 0x7e]))

  expect(rows).toEqual([
    { offset: "0000", hex: Array(16).fill("41").join(" "), text: "A".repeat(16) },
    { offset: "0010", hex: "00 ff 7e", text: "··~" },
  ])
})

test("of a long record no more is shown than a screen holds", () => {
  expect(hexRows(base64(Array(mostBytes + 100).fill(0)))).toHaveLength(mostBytes / 16)
})

test("a record without bytes has no rows", () => {
  expect(hexRows("")).toEqual([])
})

test("a reason is told in words, a consumer by its name, and one that is new as it is", () => {
  expect(reasonWords("not-json")).toBe("No JSON")
  expect(reasonWords("refused-by-record-bill")).toBe("Refused by record-bill")
  expect(reasonWords("eaten-by-dog")).toBe("eaten-by-dog")
})

test("a record that nobody changed goes as its own bytes", () => {
  expect(toRepair("{", "{")).toEqual({})
  expect(toRepair(null, "")).toEqual({})
  expect(toRepair("{", "{}")).toEqual({ data: "{}", encoding: "text" })
})
