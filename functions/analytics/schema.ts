/** What the analytics service says. Amounts are decimal numbers of the major unit. */
import * as z from "zod"
import { pageQuery } from "../shared/http/page.ts"
import { numeric } from "../shared/money.ts"

/** One closed window of 5 seconds, over all shards. */
export const invoiceWindow = z.object({
  /** First instant of the window (inclusive) and the first after it (exclusive), by arrival on the stream. */
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  count: z.int(),
  total: z.number(),
  customers: z.array(z.object({ customerId: z.string(), count: z.int(), total: z.number() })),
})
export type InvoiceWindow = z.output<typeof invoiceWindow>

export const windowsQuery = z.strictObject({
  /** How many seconds back. */
  last: numeric
    .pipe(z.int("must be a whole number").min(5, "must be at least 5").max(86_400, "must be at most 86400"))
    .default(60),
  /** Where the page before ended; the answer gives it when one page does not hold all windows. */
  cursor: pageQuery.cursor,
})
