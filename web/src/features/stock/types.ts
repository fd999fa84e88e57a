/** What is on hand, as the inventory service declares it. */
export type { Product } from "../../../../functions/inventory/schema.ts"
