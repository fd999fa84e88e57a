import { expect, test } from "vitest"
import { fieldOfPayment, todayHere, toPayment } from "./payment.ts"

const now = new Date("2026-03-05T09:30")

test("a payment of today is one of now, another day's is of that day's noon", () => {
  const payment = { amount: "10.50", method: "card" }

  expect(toPayment({ ...payment, day: todayHere(now) }, now)).toEqual(payment)
  expect(toPayment({ ...payment, day: "2026-03-01" }, now)).toEqual({
    ...payment,
    at: new Date("2026-03-01T12:00").toISOString(),
  })
})

test("the day is the reader's, with two figures each", () => {
  expect(todayHere(now)).toBe("2026-03-05")
})

test("the API's faults are shown at their fields", () => {
  expect(["at", "amount", "Idempotency-Key"].map(fieldOfPayment)).toEqual(["day", "amount", undefined])
})
