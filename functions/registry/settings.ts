/** Configuration of the registry, from SSM. */
import * as z from "zod"
import { settingsOf } from "../shared/settings.ts"

export const settings = settingsOf(
  "registry-service",
  z.object({
    /** How long a health check waits for an answer. */
    "check-timeout-ms": z.coerce.number().int().min(1).max(10_000),
  }),
)
