/** Bills on the wire, as the billing service declares them. */
import type { z } from "zod"
import type { billInput, newBillInput, paymentInput, status } from "../../../../functions/billing/schema.ts"

export type { Bill, HistoryEntry } from "../../../../functions/billing/schema.ts"
export type BillInput = z.input<typeof billInput>
export type NewBillInput = z.input<typeof newBillInput>
export type PaymentInput = z.input<typeof paymentInput>
export type BillStatus = z.output<typeof status>
