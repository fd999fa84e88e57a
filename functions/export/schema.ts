/** What the export service says. */
import { z } from "zod"
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
