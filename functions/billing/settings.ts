/** Configuration of billing, from `/facturo/<stage>/billing-service/`. */
import * as z from "zod"
import { settingsOf } from "../shared/settings.ts"

export const settings = settingsOf(
  "billing-service",
  z.object({
    /** Currency of new bills, ISO 4217. */
    currency: z.string().regex(/^[A-Z]{3}$/, "must be a currency code, as EUR"),
    /** Tax rate of products that have none of their own. 0.19 is 19 %. */
    "default-tax-rate": z.coerce.number().min(0).max(1),
    /** How long another service may take to answer one try, in milliseconds. */
    "upstream-timeout-ms": z.coerce.number().int().min(100).max(20_000),
  }),
)
