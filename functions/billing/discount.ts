/** Discounts of campaigns: an issued bill gets one, and may get its former amounts back. */
import { calculate } from "../shared/calculator.ts"
import { type Adjustment, type Bill, type BillAmounts, next } from "./bill.ts"

/** True for an issued bill that nobody has paid anything of and that has no discount. */
export const isDiscountable = ({ kind, status, payments, discount }: Bill): boolean =>
  kind === "bill" && status === "issued" && payments.length === 0 && discount === null

/** What a discount of this rate would take off the total, taxes included. */
export const savingOf = (bill: Bill, rate: number): number => bill.total - calculate(bill.lines, rate).total

/** The bill with a discount (0.3 is 30 % off). Undefined when it may get none, or had one of this campaign. */
export function applyDiscount(
  bill: Bill,
  { rate, campaign }: { rate: number; campaign: string },
  now: string,
): Bill | undefined {
  if (!isDiscountable(bill)) return undefined
  const made = calculate(bill.lines, rate)
  const amounts: BillAmounts = {
    lines: bill.lines.map((line, n) => ({ ...line, ...made.lines[n] })),
    subtotal: made.subtotal,
    discount: { rate, amount: made.discount, campaign },
    taxes: made.taxes,
    total: made.total,
  }
  const { lines, subtotal, discount, taxes, total } = bill
  const adjustment: Adjustment = {
    campaign,
    rate,
    amount: made.total - total,
    at: now,
    former: { lines, subtotal, discount, taxes, total },
  }
  return { ...next(bill, now), ...amounts, adjustments: [...bill.adjustments, adjustment] }
}

/**
 * The bill as it was before a campaign, to the cent: from what is stored, not by reckoning back. Undefined when it does
 * not have the campaign's discount, or somebody has paid, voided or credited it meanwhile.
 */
export function undoDiscount(bill: Bill, campaign: string, now: string): Bill | undefined {
  const adjustment = bill.adjustments.findLast(one => one.campaign === campaign)
  const isOpen = bill.status === "issued" && bill.payments.length === 0
  if (!adjustment || bill.discount?.campaign !== campaign || !isOpen) return undefined
  return {
    ...next(bill, now),
    ...adjustment.former,
    adjustments: bill.adjustments.filter(one => one !== adjustment),
    undone: [...(bill.undone ?? []), campaign],
  }
}
