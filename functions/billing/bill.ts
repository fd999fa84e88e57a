/** A bill and its rules. Amounts here are integers of the minor unit; nothing here knows HTTP or tables. */
import { share } from "../shared/money.ts"

/** One line: `price` is its amount, `unitPrice` that of one piece. */
export type Line = { id: string; productId: string; quantity: number; unitPrice: number; price: number }

export type Discount = { rate: number; amount: number; campaign: string }

export type Bill = {
  id: string
  customerId: string
  lines: Line[]
  subtotal: number
  discount: Discount | null
  total: number
  currency: string
  status: "issued"
  origin: "api" | "stream"
  /** The request or simulation that caused it. */
  correlationId?: string | undefined
  createdAt: string
  updatedAt: string
  version: number
}

/** What a line is made of; its amount is unit price × quantity unless `price` is given. */
export type LineDraft = { productId: string; quantity: number; unitPrice: number; price?: number | undefined }

type Draft = Pick<Bill, "id" | "customerId" | "currency" | "origin" | "correlationId" | "createdAt"> & {
  lines: LineDraft[]
}

/** Issues a bill: its amounts follow from its lines. */
export function issueBill({ lines, ...draft }: Draft): Bill {
  const made = numberLines(draft.id, lines)
  return {
    ...draft,
    lines: made,
    ...amounts(made, null),
    status: "issued",
    updatedAt: draft.createdAt,
    version: 1,
  }
}

/** The bill with other lines, and perhaps another customer. A discount stays, at its rate, on the new amounts. */
export function replaceLines(bill: Bill, customerId: string, lines: LineDraft[], now: string): Bill {
  const made = numberLines(bill.id, lines)
  return {
    ...bill,
    customerId,
    lines: made,
    ...amounts(made, bill.discount),
    updatedAt: now,
    version: bill.version + 1,
  }
}

/** The bill with a discount of this rate (0.3 is 30 % off). Undefined when it has one already. */
export function applyDiscount(
  bill: Bill,
  discount: { rate: number; campaign: string },
  now: string,
): Bill | undefined {
  if (bill.discount) return undefined
  return { ...bill, ...amounts(bill.lines, discount), updatedAt: now, version: bill.version + 1 }
}

/** Lines are numbered within their bill, so that the same bill made twice has the same lines. */
const numberLines = (billId: string, lines: LineDraft[]): Line[] =>
  lines.map(({ productId, quantity, unitPrice, price = unitPrice * quantity }, index) => ({
    id: `${billId}.${index + 1}`,
    productId,
    quantity,
    unitPrice,
    price,
  }))

/** The discount is rounded on each line, so that the parts add up to the whole exactly. */
function amounts(lines: Line[], discount: { rate: number; campaign: string } | null) {
  const subtotal = sum(lines.map(line => line.price))
  if (!discount) return { subtotal, discount: null, total: subtotal }
  const { rate, campaign } = discount
  const amount = sum(lines.map(line => share(line.price, rate)))
  return { subtotal, discount: { rate, amount, campaign }, total: subtotal - amount }
}

const sum = (parts: number[]): number => parts.reduce((total, part) => total + part, 0)
