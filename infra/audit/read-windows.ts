/** The fourth ledger: sums of windows, and which record of each invoice was counted into them. */
import { readClaims } from "../../functions/analytics/read-claims.ts"
import { windows } from "../../functions/analytics/windows.ts"
import type { Ledgers } from "./ledgers.ts"
import type { Period } from "./period.ts"

/** Ids that are asked for at once. */
const batch = 1000

/** Enters the closed windows of the period, merged over all shards, and the claims of all invoices that are sent. */
export async function readWindows(ledgers: Ledgers, { from, to }: Period): Promise<void> {
  const [before, last] = [from - 1, to - 1].map(time => new Date(time).toISOString()) as [string, string]
  for await (const window of windows.closed(before, last)) {
    for (const [customer, count, total] of window.customers) {
      ledgers.enter("sums", Date.parse(window.start), customer, count, total)
    }
  }
  const seen = "SELECT DISTINCT id FROM records WHERE id IS NOT NULL AND arrived >= :from AND arrived < :to"
  const ids = [...ledgers.find<{ id: string }>(seen, { from, to })].map(({ id }) => id)
  for (let start = 0; start < ids.length; start += batch) {
    for (const { id, shardId, sequenceNumber } of await readClaims(ids.slice(start, start + batch))) {
      ledgers.enter("claims", id, shardId, sequenceNumber)
    }
  }
}
