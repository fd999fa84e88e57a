import "../../testing/english.ts"
import { expect, test } from "vitest"
import { aBill } from "../../testing/builders.ts"
import {
  amountOf,
  checkForm,
  customerOf,
  emptyLine,
  fieldOfFault,
  type LineForm,
  subtotalOf,
  toInput,
} from "./model.ts"

const line = (price: number, quantity: number | string, id = "1"): LineForm => ({
  ...emptyLine(id),
  product: { id, name: `Product ${id}`, price },
  quantity,
})

test("the subtotal is exact where floating sums are not", () => {
  expect(subtotalOf([line(0.1, 1), line(0.2, 1), line(4.05, 3)])).toBe(1245n)
})

test("a line that is not complete adds nothing", () => {
  const lines = [emptyLine("0"), line(5, ""), line(5, "1.5"), line(5, "2")]

  expect(lines.map(amountOf)).toEqual([undefined, undefined, undefined, 1000n])
  expect(subtotalOf(lines)).toBe(1000n)
})

test("a bill needs a customer, and every line a product and a quantity", () => {
  const errors = checkForm({ customerId: null, lines: [line(5, 1), { ...emptyLine("1"), quantity: "" }] })

  expect(errors).toEqual({
    customerId: "Choose a customer",
    "lines.1.product": "Choose a product",
    "lines.1.quantity": "Must not be empty",
  })
})

test("what is sent has ids and quantities; prices are the inventory's", () => {
  const input = toInput({ customerId: "7", lines: [line(5, 2, "3"), line(1, "4", "9")] })

  expect(input).toEqual({
    customerId: "7",
    productItems: [
      { productId: "3", quantity: 2 },
      { productId: "9", quantity: "4" },
    ],
  })
})

test("the API's faults are shown at the fields of their line", () => {
  expect(fieldOfFault("customerId", 1)).toBe("customerId")
  expect(fieldOfFault("productItems.0.productId", 1)).toBe("lines.0.product")
  expect(fieldOfFault("productItems.0.quantity", 1)).toBe("lines.0.quantity")
})

test("a fault of no field is left to the form", () => {
  expect(fieldOfFault("productItems", 1)).toBeUndefined()
  expect(fieldOfFault("productItems.1.quantity", 1)).toBeUndefined()
  expect(fieldOfFault("productItems.0.price", 1)).toBeUndefined()
})

test("a customer who is gone is named by the id", () => {
  expect(customerOf(aBill({ customer: null, customerId: "42" }))).toBe("Customer 42")
})
