/** A bill and what it is made of. Amounts here are integers of the minor unit; nothing here knows HTTP or tables. */
import { calculate, type Tax } from "../shared/calculator.ts"

/** One line: `price` is its net amount, `unitPrice` that of one piece, `tax` what is added to price less discount. */
export type Line = {
  id: string
  productId: string
  quantity: number
  unitPrice: number
  price: number
  discount: number
  taxRate: number
  tax: number
}

export type Discount = { rate: number; amount: number; campaign: string }

export type Payment = { id: string; amount: number; at: string; method?: string | undefined }

/** The amounts of a bill, as the calculator gave them once. */
export type BillAmounts = {
  lines: Line[]
  subtotal: number
  discount: Discount | null
  taxes: Tax[]
  total: number
}

/** What a campaign did to an issued bill: `amount` is what its total changed by; `former` what it was before. */
export type Adjustment = {
  campaign: string
  rate: number
  amount: number
  at: string
  former: BillAmounts
}

/** Another bill: that a credit note belongs to, or the credit note. */
export type BillReference = { id: string; number: string | null }

export type Status = "draft" | "issued" | "paid" | "void" | "credited"

export type Bill = BillAmounts & {
  id: string
  kind: "bill" | "credit-note"
  customerId: string
  adjustments: Adjustment[]
  payments: Payment[]
  paid: number
  currency: string
  status: Status
  /** Which numbers it takes at its issue: "" gives `2026-000042`, "A" gives `A-2026-000042`. */
  series: string
  /** Null before the issue, and for bills from before there were numbers. */
  number: string | null
  /** The credit note that took it back. */
  creditNote: BillReference | null
  /** Of a credit note: the bill that it takes back. */
  creditFor: BillReference | null
  origin: "api" | "stream"
  createdBy: string
  /** The request or simulation that caused it. */
  correlationId?: string | undefined
  /** Campaigns whose discount it had and lost again. */
  undone?: string[] | undefined
  /** Name of the stock that is kept for it, when there is some. */
  reservation?: string | undefined
  createdAt: string
  issuedAt: string | null
  updatedAt: string
  version: number
}

/** What a line is made of; its amount is unit price × quantity unless `price` is given. */
export type LineDraft = {
  productId: string
  quantity: number
  unitPrice: number
  price?: number | undefined
  taxRate?: number | undefined
}

type Made = Pick<Bill, "id" | "customerId" | "currency" | "origin" | "correlationId" | "createdAt"> & {
  series?: string
  createdBy: string
  lines: LineDraft[]
}

/** A new draft: its amounts follow from its lines. */
export function draftBill({ lines, series = "", ...made }: Made): Bill {
  return {
    ...made,
    kind: "bill",
    ...amountsOf(made.id, lines),
    adjustments: [],
    payments: [],
    paid: 0,
    status: "draft",
    series,
    number: null,
    creditNote: null,
    creditFor: null,
    issuedAt: null,
    updatedAt: made.createdAt,
    version: 1,
  }
}

/** A bill that is issued as it is made. It has no number yet: that is given as it is stored. */
export const issuedBill = (made: Made): Bill => ({
  ...draftBill(made),
  status: "issued",
  issuedAt: made.createdAt,
})

/** A draft with other lines, and perhaps another customer and series. */
export function replaceDraft(
  bill: Bill,
  { customerId, series = "", lines }: { customerId: string; series?: string | undefined; lines: LineDraft[] },
  now: string,
): Bill {
  return { ...next(bill, now), customerId, series, ...amountsOf(bill.id, lines) }
}

/** The same bill, one version on. */
export const next = (bill: Bill, now: string): Bill => ({
  ...bill,
  updatedAt: now,
  version: bill.version + 1,
})

/** What is still to be paid. Nothing for what is void, credited or not a bill. */
export function balanceOf({
  kind,
  status,
  total,
  paid,
}: Pick<Bill, "kind" | "status" | "total" | "paid">): number {
  return kind === "bill" && (status === "draft" || status === "issued" || status === "paid")
    ? total - paid
    : 0
}

/** Lines are numbered within their bill, so that the same bill made twice has the same lines. */
function amountsOf(billId: string, drafts: LineDraft[]): BillAmounts {
  const { lines, subtotal, taxes, total } = calculate(drafts)
  return {
    lines: drafts.map(({ productId, quantity, unitPrice, taxRate = 0 }, index) => ({
      id: `${billId}.${index + 1}`,
      productId,
      quantity,
      unitPrice,
      price: lines[index]?.price ?? 0,
      discount: 0,
      taxRate,
      tax: lines[index]?.tax ?? 0,
    })),
    subtotal,
    discount: null,
    taxes,
    total,
  }
}
