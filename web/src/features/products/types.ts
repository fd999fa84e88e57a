/** Products on the wire, as the inventory service declares them. */
import type { z } from "zod"
import type { productInput } from "../../../../functions/inventory/schema.ts"

export type { Product } from "../../../../functions/inventory/schema.ts"
export type ProductInput = z.input<typeof productInput>
