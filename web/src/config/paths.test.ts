import { expect, test } from "vitest"
import { paths } from "./paths.ts"

test("an id is escaped, whatever is in it", () => {
  expect(paths.bill("a/b?c")).toBe("/bills/a%2Fb%3Fc")
})

test("a filter is in the address only when there is one", () => {
  expect(paths.bills()).toBe("/bills")
  expect(paths.bills({ customerId: undefined })).toBe("/bills")
  expect(paths.bills({ customerId: "a b" })).toBe("/bills?customerId=a+b")
})
