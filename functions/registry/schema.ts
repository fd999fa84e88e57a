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

/** A configuration value, as it stands in SSM under `/facturo/<stage>/<service>/<name>`. */
export const configurationValue = z.object({
  service: z.string(),
  name: z.string(),
  /** Null for a secret. */
  value: z.string().nullable(),
  isSecret: z.boolean(),
  changedAt: z.iso.datetime().nullable(),
  /** Begins at 1; each change adds one. */
  version: z.int(),
})
export type ConfigurationValue = z.output<typeof configurationValue>
