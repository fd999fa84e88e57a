/** Reads a bill out of its stored item: what is not stored, and what bills from before lack. */
import { share } from "../shared/money.ts"
import type { Bill, Line } from "./bill.ts"

/** What a bill is unless it says otherwise. It is not stored: an item is written to each of its indexes, too. */
export const defaults = {
  kind: "bill",
  taxes: [],
  adjustments: [],
  payments: [],
  paid: 0,
  series: "",
  number: null,
  discount: null,
  creditNote: null,
  creditFor: null,
}
export const lineDefaults = { discount: 0, taxRate: 0, tax: 0 }

/** The bill of an item, whenever it was written. */
export function fromItem(item: Record<string, unknown>): Bill {
  const { collection: _, position: __, statusList: ___, undiscounted: ____, ...rest } = item
  const { campaignList: _____, announce: ______, ...stored } = rest
  const bill = stored as Omit<Partial<Bill>, "lines"> &
    Pick<Bill, "id" | "createdAt" | "origin"> & {
      lines: (Partial<Line> & Pick<Line, "price">)[]
    }
  return {
    ...defaults,
    createdBy: bill.origin === "stream" ? "stream" : "anonymous",
    issuedAt: bill.createdAt,
    ...bill,
    lines: bill.lines.map((line, index) => ({
      id: `${bill.id}.${index + 1}`,
      ...lineDefaults,
      // Bills from before lines had discounts had them rounded on each line all the same.
      discount: share(line.price, bill.discount?.rate ?? 0),
      ...line,
    })),
  } as Bill
}
