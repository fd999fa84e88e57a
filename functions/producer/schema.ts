/** What the producer service says and hears. */
import * as z from "zod"
import { longestId } from "../shared/events/invoice-issued.ts"
import { pageQuery } from "../shared/http/page.ts"
import { numeric } from "../shared/money.ts"

/** A simulation: random invoices at a steady rate. */
export const simulation = z.object({
  id: z.string(),
  /** Invoices per second. */
  rate: z.number(),
  /** How long it runs; null for until it is stopped. */
  seconds: z.number().nullable(),
  status: z.enum(["running", "stopped", "finished"]),
  /** Invoices that the stream has accepted. */
  sent: z.int(),
  /** Invoices that were due while nothing could be sent for longer than a second; they are not made up for. */
  skipped: z.int(),
  /** Why it sends nothing at the moment; null when nothing is in its way. */
  note: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
})
export type Simulation = z.output<typeof simulation>

/** What a client gives to start one. */
export const simulationInput = z.strictObject({
  rate: numeric.pipe(z.number().min(0.01, "must be at least 0.01").max(2000, "must be at most 2000")),
  seconds: numeric
    .pipe(z.number().min(1, "must be at least 1").max(86_400, "must be at most 86400"))
    .optional(),
})

export const simulationParams = z.object({ id: z.string().min(1).max(longestId) })

export const simulationsQuery = z.strictObject(pageQuery)
