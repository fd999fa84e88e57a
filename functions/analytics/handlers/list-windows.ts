/** GET /analytics-service/windows */
import * as z from "zod"
import { endpoint } from "../../shared/http/endpoint.ts"
import { fromCursor, pageAnswer, toCursor } from "../../shared/http/page.ts"
import { toMajor } from "../../shared/money.ts"
import { type InvoiceWindow, invoiceWindow, windowsQuery } from "../schema.ts"
import { windowLength } from "../window.ts"
import { type CountedWindow, windows } from "../windows.ts"

/** How long after its end a window is given out, in milliseconds: a shard needs a moment to begin to count it. */
const settleTime = 2000

/** Bytes of one page, as the text in JSON that Lambda sends; it sends 6 MB at most. */
const largestPage = 5_000_000

export const listWindows = endpoint({
  method: "GET",
  path: "/analytics-service/windows",
  summary: "Lists the closed windows that ended in the last seconds, newest first.",
  query: windowsQuery,
  answers: { 200: z.array(invoiceWindow) },
  async handle({ query, event }) {
    const before = fromCursor(query.cursor)?.split("#")[0]
    const now = Date.now()
    const after = new Date(now - query.last * 1000 - windowLength).toISOString()
    // A cursor is the start of the last window that was given; the next one begins a millisecond earlier at most.
    const latest = before ? Date.parse(before) - 1 : now - settleTime - windowLength
    const items: InvoiceWindow[] = []
    let size = 0
    for await (const closed of windows.closed(after, new Date(latest).toISOString())) {
      const item = present(closed)
      size += Buffer.byteLength(JSON.stringify(JSON.stringify(item)))
      if (items.length > 0 && size > largestPage) {
        return pageAnswer({ items, next: toCursor(`${items.at(-1)?.start}#window`) }, event)
      }
      items.push(item)
    }
    return pageAnswer({ items }, event)
  },
})

/** The window as the API gives it: customers with the largest total first. */
const present = ({ start, end, count, total, customers }: CountedWindow): InvoiceWindow => ({
  start,
  end,
  count,
  total: toMajor(total),
  customers: customers
    .toSorted(([, , a], [, , b]) => b - a)
    .map(([customerId, itsCount, itsTotal]) => ({ customerId, count: itsCount, total: toMajor(itsTotal) })),
})
