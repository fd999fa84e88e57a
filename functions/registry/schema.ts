/** What the registry service says. */
import * as z from "zod"

/** A registered service and its instances. */
export const registeredService = z.object({
  name: z.string(),
  instances: z.array(
    z.object({
      id: z.string(),
      url: z.string().nullable(),
      status: z.enum(["UP", "DOWN", "UNKNOWN"]),
      /** Since when it has this status; null before its first check. */
      since: z.iso.datetime().nullable(),
      /** When it was checked last, and how long it took to answer. */
      checkedAt: z.iso.datetime().nullable(),
      responseMs: z.number().nullable(),
    }),
  ),
})
export type RegisteredService = z.output<typeof registeredService>
