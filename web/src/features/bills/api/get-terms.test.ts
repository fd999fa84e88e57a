import { expect, test } from "vitest"
import { termsOf } from "./get-terms.ts"

const value = (name: string, text: string | null, service = "billing-service") => ({
  service,
  name,
  value: text,
})

test("the usual rate and the currency are billing's own", () => {
  const all = [
    value("default-tax-rate", "0.5", "another-service"),
    value("default-tax-rate", "0.2"),
    value("currency", "EUR"),
  ]

  expect(termsOf(all)).toEqual({ usualRate: 0.2, currency: "EUR" })
})

test("what is missing, secret or no rate is not known, and is not taken for 0", () => {
  expect(termsOf([])).toEqual({})
  expect(termsOf([value("default-tax-rate", null)]).usualRate).toBeUndefined()
  expect(termsOf([value("default-tax-rate", "20 %")]).usualRate).toBeUndefined()
  expect(termsOf([value("default-tax-rate", "0")]).usualRate).toBe(0)
})
