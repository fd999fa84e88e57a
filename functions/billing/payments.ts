/** Payments of a bill, in parts or at once. */
import { ValidationError } from "../shared/errors.ts"
import { toMajor } from "../shared/money.ts"
import { type Bill, balanceOf, next, type Payment } from "./bill.ts"
import { requireAllowed } from "./lifecycle.ts"

/** The bill with one payment more; it is paid when nothing is left. Throws a TransitionError or a ValidationError. */
export function addPayment(bill: Bill, payment: Payment, now: string): Bill {
  requireAllowed(bill, "pay")
  const balance = balanceOf(bill)
  if (payment.amount > balance) {
    const message = `is more than what is left to pay: ${toMajor(balance)} ${bill.currency}`
    throw new ValidationError([{ path: "amount", message }])
  }
  const paid = bill.paid + payment.amount
  return {
    ...next(bill, now),
    payments: [...bill.payments, payment],
    paid,
    status: paid === bill.total ? "paid" : "issued",
  }
}
