/** GET /export-service/exports */
import * as z from "zod"
import { endpoint } from "../../shared/http/endpoint.ts"
import { pageAnswer } from "../../shared/http/page.ts"
import { rowCounts } from "../row-counts.ts"
import { exportDay, exportsQuery } from "../schema.ts"

export const listExports = endpoint({
  method: "GET",
  path: "/export-service/exports",
  summary: "Lists the days that have invoices, newest first.",
  query: exportsQuery,
  answers: { 200: z.array(exportDay) },
  async handle({ query, event }) {
    const { items, next } = await rowCounts.listDays(query)
    const exports = items.map(({ date, rows }) => ({
      date,
      invoices: rows,
      href: `/export-service/exports/${date}.csv`,
    }))
    return pageAnswer({ items: exports, next }, event)
  },
})
