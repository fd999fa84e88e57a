/** What the customer service says and hears. */
import * as z from "zod"
import { longestId } from "../shared/events/invoice-issued.ts"
import { pageQuery } from "../shared/http/page.ts"

/** A customer, as the API answers. */
export const customer = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** Set when the customer was deleted and has bills: in no list any more, and named on those bills. */
  archivedAt: z.iso.datetime().optional(),
  version: z.int(),
})
export type Customer = z.output<typeof customer>

/** What a client gives to make or replace a customer. */
export const customerInput = z.strictObject({
  name: z.string().trim().min(1, "must not be empty").max(200),
  email: z.email("must be an email address").max(254),
})
export type CustomerInput = z.output<typeof customerInput>

export const customerParams = z.object({ id: z.string().min(1).max(longestId) })

const beginning = z.string().trim().min(1, "must not be empty").max(200)

export const customersQuery = z
  .strictObject({
    ...pageQuery,
    /** Only these customers, in this order, whatever the limit; those that do not exist are left out. */
    ids: z
      .string()
      .transform(text => [...new Set(text.split(",").filter(Boolean))])
      .pipe(z.array(z.string().max(longestId)).max(200, "must be at most 200 ids"))
      .optional(),
    /** Only those whose name (any word of it) or email begins so, without regard to case and accents. */
    q: beginning.optional(),
    /** As `q`, by the name only. */
    name: beginning.optional(),
    /** As `q`, by the email only. */
    email: beginning.optional(),
  })
  .refine(
    ({ ids, q, name, email }) => [ids, q, name, email].filter(given => given !== undefined).length < 2,
    "takes one of ids, q, name and email",
  )
