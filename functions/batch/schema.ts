/** What the batch service says and hears. */
import * as z from "zod"
import { longestId } from "../shared/events/invoice-issued.ts"
import { pageQuery } from "../shared/http/page.ts"
import { numeric } from "../shared/money.ts"

/** A job: one run over the bills, and how far it is. */
export const job = z.object({
  id: z.string(),
  /** `undo-discount` takes back what another job gave. */
  type: z.enum(["discount", "undo-discount"]),
  campaign: z.string(),
  rate: z.number(),
  status: z.enum(["running", "completed", "failed"]),
  read: z.int(),
  written: z.int(),
  skipped: z.int(),
  failed: z.int(),
  /** Of an undo: the job that it takes back. */
  undoes: z.string().nullable(),
  /** The job that takes this one back; null when none does. */
  undoneBy: z.string().nullable(),
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

/** What a discount of this rate (without one, the configured) would do, from a place in the list of bills on. */
export const previewQuery = z.strictObject({
  rate: numeric.pipe(z.number().gt(0, "must be more than 0").max(1, "must be at most 1")).optional(),
  cursor: z.string().max(512).optional(),
})

export const preview = z.object({
  rate: z.number(),
  /** Bills that would get the discount. */
  bills: z.int(),
  /** What would be taken off their totals, taxes included. */
  amount: z.number(),
  /** Where to go on; absent when these were all. */
  cursor: z.string().optional(),
})

export const jobsQuery = z.strictObject(pageQuery)
