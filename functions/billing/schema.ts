/** What the billing service says and hears. Amounts are decimal numbers of the major unit. */
import * as z from "zod"
import { longestId } from "../shared/events/invoice-issued.ts"
import { pageQuery } from "../shared/http/page.ts"
import { amount, numeric } from "../shared/money.ts"

const money = z.number()
const time = z.iso.datetime()

/** One line of a bill. `price` is the line's net amount, `unitPrice` that of one piece. */
export const productItem = z.object({
  id: z.string(),
  productId: z.string(),
  quantity: z.int(),
  unitPrice: money,
  price: money,
  /** The product as the inventory knows it now; null when it is gone or cannot be reached. */
  product: z.object({ id: z.string(), name: z.string(), price: money }).nullable(),
  /** What the bill's discount takes off this line. */
  discount: money,
  /** 0.19 is 19 %. */
  taxRate: z.number(),
  /** What is added to price less discount. */
  tax: money,
})

/** The lines of one rate together. */
export const tax = z.object({ rate: z.number(), base: money, amount: money })

export const status = z.enum(["draft", "issued", "paid", "void", "credited"])

const reference = z.object({ id: z.string(), number: z.string().nullable() })

/** A bill, as the API answers. `total` = `subtotal` - `discount.amount` + all `taxes.amount`. */
export const bill = z.object({
  id: z.string(),
  customerId: z.string(),
  /** The customer as the customer service knows them now; null when they are gone or cannot be reached. */
  customer: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
  /** What the other services do not know of it. Empty also when they cannot be asked. */
  flags: z.array(z.enum(["unknown-customer", "unknown-product"])),
  productItems: z.array(productItem),
  subtotal: money,
  discount: z.object({ rate: z.number(), amount: money, campaign: z.string() }).nullable(),
  total: money,
  currency: z.string(),
  status,
  /** Which way it came: made by this API, or recorded from the stream of invoices. */
  origin: z.enum(["api", "stream"]),
  createdAt: time,
  updatedAt: time,
  version: z.int(),
  /** A credit note takes a bill back: its amounts are the bill's, and go the other way. */
  kind: z.enum(["bill", "credit-note"]),
  /** Unique, without gaps per series and year of issue; null for drafts and for bills from before there were numbers. */
  number: z.string().nullable(),
  series: z.string(),
  issuedAt: time.nullable(),
  /** One entry a rate; none for bills from before there were taxes. */
  taxes: z.array(tax),
  payments: z.array(z.object({ id: z.string(), amount: money, at: time, method: z.string().optional() })),
  paid: money,
  /** What is still to be paid. */
  balance: money,
  /** What campaigns changed after the issue: `amount` is what the total changed by. */
  adjustments: z.array(z.object({ campaign: z.string(), rate: z.number(), amount: money, at: time })),
  /** The credit note that took it back. */
  creditNote: reference.nullable(),
  /** Of a credit note: the bill that it takes back. */
  creditFor: reference.nullable(),
})
export type Bill = z.output<typeof bill>

const id = z.string().min(1, "must not be empty").max(longestId)

/** What a client gives to make or replace a bill; `price` is in minor units after parsing. */
export const billInput = z.strictObject({
  customerId: id,
  productItems: z
    .array(
      z.strictObject({
        productId: id,
        quantity: numeric.pipe(
          z
            .int("must be a whole number")
            .min(1, "must be at least 1")
            .max(1_000_000, "must be at most 1000000"),
        ),
        /** The line's amount, if it is not the inventory's price × quantity. */
        price: amount.optional(),
      }),
    )
    .min(1, "must have at least one line")
    .max(100, "must have at most 100 lines"),
  /** Which numbers it takes: "A" gives A-2026-000042. CN is that of credit notes. */
  series: z
    .string()
    .regex(/^([A-Z][A-Z0-9]{0,9})?$/, "must be up to 10 capital letters and digits, a letter first")
    .refine(series => series !== "CN", "must not be CN, which is that of credit notes")
    .optional(),
})
export type BillInput = z.output<typeof billInput>

/** What a client gives to make a bill: it is issued at once unless it is to be a draft. */
export const newBillInput = billInput.extend({ draft: z.boolean().optional() })

/** A payment, in part or in full. */
export const paymentInput = z.strictObject({
  amount: amount.refine(minor => minor > 0, "must be more than 0"),
  /** When it was made; now, unless it is given. */
  at: z.iso.datetime().optional(),
  method: z.string().trim().min(1).max(50).optional(),
})

export const billParams = z.object({ id })

export const billsQuery = z.strictObject({
  ...pageQuery,
  /** Only this customer's bills. */
  customerId: id.optional(),
  /** Only the bill with this number. */
  number: z.string().min(1).max(30).optional(),
  status: status.optional(),
  /** Only bills made from this day or time on. */
  from: z.union([z.iso.date(), z.iso.datetime()]).transform(toTime).optional(),
  /** Only bills made until the end of this day, or before this time. */
  to: z
    .union([z.iso.date().transform(dayAfter), z.iso.datetime()])
    .transform(toTime)
    .optional(),
})

/** One change of a bill. */
export const historyEntry = z.object({
  /** The bill's version after it. */
  version: z.int(),
  at: time,
  /** The header `x-actor` of the request; `anonymous`, `stream` or `campaign:<name>`. */
  actor: z.string(),
  action: z.enum([
    "drafted",
    "replaced",
    "deleted",
    "issued",
    "paid",
    "voided",
    "credited",
    "discounted",
    "discount-undone",
  ]),
  /** Each field with its value before and after; null where there was or is none. */
  changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
})
export type HistoryEntry = z.output<typeof historyEntry>

export const historyQuery = z.strictObject(pageQuery)

const campaign = z.string().min(1).max(100)
const rate = numeric.pipe(z.number().gt(0, "must be more than 0").max(1, "must be at most 1"))

/** Bills of one step, at most, and where the step before ended. */
const stepInput = {
  limit: numeric.pipe(z.int().min(1).max(100)).default(100),
  cursor: z.string().max(512).optional(),
}

/** One step of a discount campaign: the next bills that have no discount yet get one. */
export const discountInput = z.strictObject({ campaign, rate, ...stepInput })

/** One step of taking a campaign back. */
export const undoInput = z.strictObject({ campaign, ...stepInput })

/** One step of looking what a campaign would do. */
export const previewQuery = z.strictObject({ rate, ...stepInput })

/** What it would do to these bills: `amount` is what would be taken off their totals. */
export const previewStep = z.object({ bills: z.int(), amount: money, cursor: z.string().optional() })

/** What one step did. `cursor` is absent when no bill is left. */
export const discountStep = z.object({
  read: z.int(),
  written: z.int(),
  /** Bills that could not be treated any more: they were paid, voided or discounted meanwhile. */
  skipped: z.int(),
  failed: z.int(),
  cursor: z.string().optional(),
})
export type DiscountStep = z.output<typeof discountStep>

function toTime(text: string): string {
  return new Date(text).toISOString()
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString()
}
