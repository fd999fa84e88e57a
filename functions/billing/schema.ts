/** What the billing service says and hears. Amounts are decimal numbers of the major unit. */
import * as z from "zod"
import { longestId } from "../shared/events/invoice-issued.ts"
import { pageQuery } from "../shared/http/page.ts"
import { amount, numeric } from "../shared/money.ts"

/** One line of a bill. `price` is the line's amount, `unitPrice` that of one piece. */
export const productItem = z.object({
  id: z.string(),
  productId: z.string(),
  quantity: z.int(),
  unitPrice: z.number(),
  price: z.number(),
  /** The product as the inventory knows it now; null when it is gone or cannot be reached. */
  product: z.object({ id: z.string(), name: z.string(), price: z.number() }).nullable(),
})

/** A bill, as the API answers. */
export const bill = z.object({
  id: z.string(),
  customerId: z.string(),
  /** The customer as the customer service knows them now; null when they are gone or cannot be reached. */
  customer: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
  productItems: z.array(productItem),
  subtotal: z.number(),
  discount: z.object({ rate: z.number(), amount: z.number(), campaign: z.string() }).nullable(),
  total: z.number(),
  currency: z.string(),
  status: z.literal("issued"),
  /** Which way it came: made by this API, or recorded from the stream of invoices. */
  origin: z.enum(["api", "stream"]),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.int(),
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
})
export type BillInput = z.output<typeof billInput>

export const billParams = z.object({ id })

export const billsQuery = z.strictObject({
  ...pageQuery,
  /** Only this customer's bills. */
  customerId: id.optional(),
})

/** One step of a discount campaign: the next bills that have no discount yet get one. */
export const discountInput = z.strictObject({
  campaign: z.string().min(1).max(100),
  rate: numeric.pipe(z.number().gt(0, "must be more than 0").max(1, "must be at most 1")),
  /** Bills of this step, at most. */
  limit: numeric.pipe(z.int().min(1).max(100)).default(100),
  /** Where the step before ended. */
  cursor: z.string().max(512).optional(),
})

/** What one step did. `cursor` is absent when no bill is left. */
export const discountStep = z.object({
  read: z.int(),
  written: z.int(),
  /** Bills that had a discount by the time they were to get one. */
  skipped: z.int(),
  failed: z.int(),
  cursor: z.string().optional(),
})
export type DiscountStep = z.output<typeof discountStep>
