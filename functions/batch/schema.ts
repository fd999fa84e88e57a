/** What the batch service says and hears. */
import * as z from "zod"
import { longestId } from "../shared/events/invoice-issued.ts"
import { pageQuery } from "../shared/http/page.ts"
import { numeric } from "../shared/money.ts"

/** A job: one run over the bills, and how far it is. */
export const job = z.object({
  id: z.string(),
  type: z.literal("discount"),
  campaign: z.string(),
  rate: z.number(),
  status: z.enum(["running", "completed", "failed"]),
  read: z.int(),
  written: z.int(),
  skipped: z.int(),
  failed: z.int(),
  /** Why it failed; null when it did not. */
  error: z.string().nullable(),
  startedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})
export type Job = z.output<typeof job>

/** What a client gives to start one. Without a rate, the configured one. */
export const jobInput = z.strictObject({
  type: z.literal("discount", 'must be "discount"'),
  rate: numeric.pipe(z.number().gt(0, "must be more than 0").max(1, "must be at most 1")).optional(),
  campaign: z.string().trim().min(1, "must not be empty").max(100).optional(),
})
export type JobInput = z.output<typeof jobInput>

export const jobParams = z.object({ id: z.string().min(1).max(longestId) })

export const jobsQuery = z.strictObject(pageQuery)
