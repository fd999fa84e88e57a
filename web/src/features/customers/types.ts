/** Customers on the wire, as the customer service declares them. */
import type { z } from "zod"
import type { customerInput } from "../../../../functions/customer/schema.ts"

export type { Customer } from "../../../../functions/customer/schema.ts"
export type CustomerInput = z.input<typeof customerInput>
