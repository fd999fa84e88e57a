/** What the export service says. */
import * as z from "zod"
import { pageQuery } from "../shared/http/page.ts"

/** A day that has invoices. */
export const exportDay = z.object({
  /** The day in UTC: 2026-11-22. */
  date: z.iso.date(),
  /** Rows, one an invoice. */
  invoices: z.int(),
  /** Where the day's CSV is. */
  href: z.string(),
})
export type ExportDay = z.output<typeof exportDay>

/** The file of a day, as in the path: `2026-11-22.csv`. */
export const exportParams = z.object({
  file: z.string().regex(/^\d{4}-\d\d-\d\d\.csv$/, "must be a day, as 2026-11-22.csv"),
})

export const exportsQuery = z.strictObject(pageQuery)

/** Where a record is on the stream. */
const place = { shardId: z.string(), sequenceNumber: z.string() }

/** A record in quarantine, without its bytes. */
export const quarantineEntry = z.object({
  id: z.string(),
  /** too-long, not-utf8, not-json or not-an-invoice; `refused-by-` and a consumer when that one cannot take it. */
  reason: z.string(),
  detail: z.string(),
  streamArn: z.string(),
  ...place,
  partitionKey: z.string(),
  arrivedAt: z.iso.datetime(),
  /** Bytes of the record. */
  size: z.int(),
  /** When it was put on the stream again, by whom, and where it is there; null when it was not. */
  replay: z.object({ at: z.iso.datetime(), by: z.string(), ...place }).nullable(),
})
export type QuarantineEntry = z.output<typeof quarantineEntry>

/** The same with its bytes, as base64 and as text; the text is null when there is none, or more than 300 KB. */
export const quarantinedRecord = quarantineEntry.extend({ data: z.base64(), text: z.string().nullable() })

export const quarantineParams = z.object({ id: z.string().max(300) })

/** What is put on the stream instead of the record's own bytes, if anything. */
export const repair = z
  .strictObject({ data: z.string().optional(), encoding: z.enum(["text", "base64"]).default("text") })
  .refine(({ data = "", encoding }) => encoding === "text" || z.base64().safeParse(data).success, {
    path: ["data"],
    message: "must be base64",
  })
