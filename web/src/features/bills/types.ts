/** Bills on the wire, as the billing service declares them. */
import type { z } from "zod"
import type { billInput } from "../../../../functions/billing/schema.ts"

export type { Bill } from "../../../../functions/billing/schema.ts"
export type BillInput = z.input<typeof billInput>
