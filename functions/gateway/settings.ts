/** Configuration of the gateway, from SSM. */
import * as z from "zod"
import { settingsOf } from "../shared/settings.ts"

export const settings = settingsOf(
  "gateway",
  z.object({
    /** How long a registered service may take for its whole answer. Below the Lambda's own 29 seconds. */
    "timeout-ms": z.coerce.number().int().min(1).max(28_000),
  }),
)
