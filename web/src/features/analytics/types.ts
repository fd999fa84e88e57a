/** Windows on the wire, as the analytics service declares them. */
export type { InvoiceWindow } from "../../../../functions/analytics/schema.ts"
