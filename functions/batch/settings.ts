/** Configuration of the batch service, from SSM. */
import * as z from "zod"
import { settingsOf } from "../shared/settings.ts"

export const settings = settingsOf(
  "batch-service",
  z.object({
    /** Rate of a discount job that names none. 0.3 is 30 % off. */
    "discount-rate": z.coerce.number().gt(0).max(1),
  }),
)
