/** What the inventory service says and hears. Prices are decimal numbers of the major unit. */
import * as z from "zod"
import { longestId } from "../shared/events/invoice-issued.ts"
import { pageQuery } from "../shared/http/page.ts"
import { amount, numeric } from "../shared/money.ts"

/** A product, as the API answers. `price` is the net price of one piece, `quantity` what is on hand. */
export const product = z.object({
  id: z.string(),
  name: z.string(),
  price: z.number(),
  quantity: z.int(),
  /** Its rate of tax, 0.2 for 20 %; null for the one that billing is configured with. */
  taxRate: z.number().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** Set when the product was deleted and is on bills: in no list any more, and named on those bills. */
  archivedAt: z.iso.datetime().optional(),
  version: z.int(),
})
export type Product = z.output<typeof product>

const quantity = numeric.pipe(
  z
    .int("must be a whole number")
    .min(0, "must not be negative")
    .max(1_000_000_000, "must be at most 1000000000"),
)

// Billing calculates with millionths.
const taxRate = numeric
  .pipe(z.number().min(0, "must not be negative").max(1, "must be at most 1, which is 100 %"))
  .refine(rate => Number(rate.toFixed(6)) === rate, "must have at most six decimal places")

/** What a client gives to make or replace a product; `price` is in minor units after parsing. */
export const productInput = z.strictObject({
  name: z.string().trim().min(1, "must not be empty").max(200),
  price: amount,
  quantity: quantity.default(0),
  taxRate: taxRate.nullable().default(null),
})
export type ProductInput = z.output<typeof productInput>

export const productParams = z.object({ id: z.string().min(1).max(longestId) })

const beginning = z.string().trim().min(1, "must not be empty").max(200)

export const productsQuery = z
  .strictObject({
    ...pageQuery,
    /** Only these products, in this order, whatever the limit; those that do not exist are left out. */
    ids: z
      .string()
      .transform(text => [...new Set(text.split(",").filter(Boolean))])
      .pipe(z.array(z.string().max(longestId)).max(200, "must be at most 200 ids"))
      .optional(),
    /** Only those whose name (any word of it) begins so, without regard to case and accents. */
    name: beginning.optional(),
    /** The same as `name`. */
    q: beginning.optional(),
  })
  .refine(
    ({ ids, q, name }) => [ids, q, name].filter(given => given !== undefined).length < 2,
    "takes one of ids, q and name",
  )

const id = z.string().min(1, "must not be empty").max(longestId)

/** A number of pieces of one product that is set aside. */
export const reservedItem = z.strictObject({
  productId: id,
  quantity: numeric.pipe(
    z.int("must be a whole number").min(1, "must be at least 1").max(1_000_000, "must be at most 1000000"),
  ),
})
export type ReservedItem = z.output<typeof reservedItem>

/** Stock that is set aside for a bill: one item a product, by their ids; or what was, when it is given back. */
export const reservation = z.object({
  billId: z.string(),
  status: z.enum(["reserved", "released"]),
  items: z.array(z.object({ productId: z.string(), quantity: z.int() })),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.int(),
})
export type Reservation = z.output<typeof reservation>

/** Products that one reservation takes: a transaction writes 100 items, and the reservation is one of them. */
const mostProducts = 99

/** What a client gives to reserve. A product may stand in it several times. */
export const reservationInput = z.strictObject({
  billId: id,
  items: z
    .array(reservedItem)
    .min(1, "must have at least one item")
    .max(1000, "must be at most 1000 items")
    .refine(
      items => new Set(items.map(({ productId }) => productId)).size <= mostProducts,
      `must be at most ${mostProducts} different products`,
    ),
})
export type ReservationInput = z.output<typeof reservationInput>

export const reservationParams = z.object({ billId: id })
