/** Configuration of the producer, from SSM. */
import * as z from "zod"
import { settingsOf } from "../shared/settings.ts"

/** The currency is billing's to set: invoices that come by the stream become bills beside its own. */
export const settings = settingsOf(
  "billing-service",
  z.object({ currency: z.string().regex(/^[A-Z]{3}$/, "must be a currency code, as EUR") }),
)
