/** What the form of a payment holds, and what becomes of it. */
import type { PaymentInput } from "./types.ts"

/** `day` is the reader's own, `2026-11-22`; the method is sent as it is called here. */
export type PaymentForm = { amount: number | string; day: string; method: string }

/** Today, by the reader's clock. */
export const todayHere = (now = new Date()): string =>
  [now.getFullYear(), pad(now.getMonth() + 1), pad(now.getDate())].join("-")

/** What is sent: today is now, another day is its noon, so that it is that day in every time zone nearby. */
export const toPayment = ({ amount, day, method }: PaymentForm, now = new Date()): PaymentInput => ({
  amount,
  method,
  ...(day === todayHere(now) ? {} : { at: new Date(`${day}T12:00`).toISOString() }),
})

/** The field that shows what the API found at this path. */
export const fieldOfPayment = (path: string): keyof PaymentForm | undefined =>
  path === "at" ? "day" : path === "amount" || path === "method" ? path : undefined

const pad = (number: number): string => String(number).padStart(2, "0")
