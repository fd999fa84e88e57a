import { expect, test } from "vitest"
import { aBill } from "../../testing/builders.ts"
import "../../testing/english.ts"
import {
  checkForm,
  customerOf,
  emptyLine,
  fieldOfFault,
  type LineForm,
  nameOf,
  piecesOf,
  toForm,
  toInput,
} from "./model.ts"

const line = (quantity: number | string, id = "1"): LineForm => ({
  key: id,
  product: { id, name: `Product ${id}`, price: 5, taxRate: null, quantity: 10 },
  quantity,
})

test("pieces are whole numbers", () => {
  expect(["2", 3, "", "1.5", -1, "x"].map(quantity => piecesOf(line(quantity)))).toEqual([
    2,
    3,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

test("a bill needs a customer, and one line with a product and a quantity", () => {
  expect(checkForm({ customerId: null, lines: [emptyLine("0")] })).toEqual({
    customerId: "Choose a customer",
    "lines.0.product": "Choose a product",
  })
  expect(checkForm({ customerId: "1", lines: [line(1), line("", "2")] })).toEqual({
    "lines.1.quantity": "Must not be empty",
  })
})

test("a line that still waits for its product is in nobody's way", () => {
  const form = { customerId: "7", lines: [line(2, "3"), emptyLine("x"), line("4", "9"), emptyLine("y")] }

  expect(checkForm(form)).toEqual({})
  expect(toInput(form)).toEqual({
    customerId: "7",
    productItems: [
      { productId: "3", quantity: 2 },
      { productId: "9", quantity: "4" },
    ],
  })
})

test("the API's faults are shown at the fields of the line that was sent, whichever it is in the form", () => {
  const lines = [emptyLine("x"), line(1, "3"), line(1, "9")]

  expect(fieldOfFault("customerId", lines)).toBe("customerId")
  expect(fieldOfFault("productItems.0.productId", lines)).toBe("lines.1.product")
  expect(fieldOfFault("productItems.1.quantity", lines)).toBe("lines.2.quantity")
  expect(fieldOfFault("items.1.quantity", lines)).toBe("lines.2.quantity")
})

test("a fault of no field is left to the form", () => {
  expect(fieldOfFault("productItems", [line(1)])).toBeUndefined()
  expect(fieldOfFault("productItems.1.quantity", [line(1)])).toBeUndefined()
  expect(fieldOfFault("productItems.0.price", [line(1)])).toBeUndefined()
})

test("a draft that is opened and saved is sent as it was", () => {
  const productItems = [
    {
      id: "bill-1.1",
      productId: "3",
      quantity: 2,
      unitPrice: 5,
      price: 10,
      product: { id: "3", name: "Lamp", price: 6 },
      discount: 0,
      taxRate: 0.2,
      tax: 2,
    },
  ]
  const form = toForm(aBill({ status: "draft", customerId: "7", productItems }))

  expect(toInput(form)).toEqual({ customerId: "7", productItems: [{ productId: "3", quantity: 2 }] })
  expect(form.lines[0]?.product).toMatchObject({ name: "Lamp", price: 6 })
})

test("a customer who is gone is named by the id", () => {
  expect(customerOf(aBill({ customer: null, customerId: "42" }))).toBe("Customer 42")
})

test("a bill is called by its number, and by what it is while it has none", () => {
  expect(nameOf(aBill({ number: "2026-000042" }))).toBe("2026-000042")
  expect(nameOf(aBill({ number: null, status: "draft" }))).toBe("Draft bill-1")
  expect(nameOf(aBill({ number: null }))).toBe("Bill bill-1")
})
