import "../../testing/english.ts"
import { expect, test } from "vitest"
import { checkForm, toForm, toInput } from "./model.ts"

test("a new product has no price until somebody gives one", () => {
  const form = toForm()

  expect(checkForm(form)).toEqual({ name: "Must not be empty", price: "Must not be empty" })
})

test("a price of nothing is a price", () => {
  expect(checkForm({ name: "Sample", price: 0, quantity: 0 })).toEqual({})
})

test("what is sent has the name without the spaces around it, and numbers as they were typed", () => {
  const input = toInput({ name: " Desk ", price: "10.50", quantity: 3 })

  expect(input).toEqual({ name: "Desk", price: "10.50", quantity: 3 })
})
