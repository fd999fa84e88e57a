/** GET /export-service/quarantine */
import * as z from "zod"
import { endpoint } from "../../shared/http/endpoint.ts"
import { pageAnswer } from "../../shared/http/page.ts"
import { quarantine } from "../../shared/quarantine.ts"
import { presentEntry } from "../present-entry.ts"
import { exportsQuery, quarantineEntry } from "../schema.ts"

export const listQuarantine = endpoint({
  method: "GET",
  path: "/export-service/quarantine",
  summary: "Lists the records that are no invoices or that a consumer refused, newest first.",
  query: exportsQuery,
  answers: { 200: z.array(quarantineEntry) },
  async handle({ query, event }) {
    const { items, next } = await quarantine.list(query)
    return pageAnswer({ items: items.map(presentEntry), next }, event)
  },
})
