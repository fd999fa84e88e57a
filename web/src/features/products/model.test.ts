import fc from "fast-check"
import { expect, test } from "vitest"
import "../../testing/english.ts"
import { checkForm, fieldOfFault, toForm, toInput } from "./model.ts"
import type { Product } from "./types.ts"

const lamp: Product = {
  id: "1",
  name: "Lamp",
  price: 59.9,
  quantity: 3,
  taxRate: null,
  createdAt: "2026-11-22T12:00:00.000Z",
  updatedAt: "2026-11-22T12:00:00.000Z",
  version: 1,
}

test("a new product has no price until somebody gives one", () => {
  const form = toForm()

  expect(checkForm(form)).toEqual({ name: "Must not be empty", price: "Must not be empty" })
})

test("a price of nothing is a price", () => {
  expect(checkForm({ ...toForm(), name: "Sample", price: 0 })).toEqual({})
})

test("what is sent has the name without the spaces around it, and numbers as they were typed", () => {
  const input = toInput({ name: " Desk ", price: "10.50", quantity: 3, taxPercent: "" })

  expect(input).toEqual({ name: "Desk", price: "10.50", quantity: 3, taxRate: null })
})

test("a rate is typed in percent and sent as a share; none is the usual one", () => {
  expect(toInput({ ...toForm(lamp), taxPercent: "9.975" }).taxRate).toBe(0.09975)
  expect(toInput({ ...toForm(lamp), taxPercent: 0 }).taxRate).toBe(0)
  expect(toInput(toForm(lamp)).taxRate).toBeNull()
})

test("a product that is opened and saved keeps every rate that the API knows", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), millionths => {
      const taxRate = millionths / 1_000_000

      expect(toInput(toForm({ ...lamp, taxRate })).taxRate).toBe(taxRate)
    }),
  )
})

test("the API's faults are shown at their fields", () => {
  expect(["name", "taxRate", "other"].map(fieldOfFault)).toEqual(["name", "taxPercent", undefined])
})
