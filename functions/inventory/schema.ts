/** What the inventory service says and hears. Prices are decimal numbers of the major unit. */
import { z } from "zod"
import { longestId } from "../shared/events/invoice-issued.ts"
import { pageQuery } from "../shared/http/page.ts"
import { amount, numeric } from "../shared/money.ts"

/** A product, as the API answers. `price` is the net price of one piece, `quantity` what is on hand. */
export const product = z.object({
  id: z.string(),
  name: z.string(),
  price: z.number(),
  quantity: z.int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  version: z.int(),
})
export type Product = z.output<typeof product>

const quantity = numeric.pipe(
  z
    .int("must be a whole number")
    .min(0, "must not be negative")
    .max(1_000_000_000, "must be at most 1000000000"),
)

/** What a client gives to make or replace a product; `price` is in minor units after parsing. */
export const productInput = z.strictObject({
  name: z.string().trim().min(1, "must not be empty").max(200),
  price: amount,
  quantity: quantity.default(0),
})
export type ProductInput = z.output<typeof productInput>

export const productParams = z.object({ id: z.string().min(1).max(longestId) })

export const productsQuery = z.strictObject({
  ...pageQuery,
  /** Only these products, in this order, whatever the limit; those that do not exist are left out. */
  ids: z
    .string()
    .transform(text => [...new Set(text.split(",").filter(Boolean))])
    .pipe(z.array(z.string().max(longestId)).max(200, "must be at most 200 ids"))
    .optional(),
})
