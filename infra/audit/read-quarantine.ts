/** What is in quarantine. */
import { toCursor } from "../../functions/shared/http/page.ts"
import { quarantine } from "../../functions/shared/quarantine.ts"
import type { Ledgers } from "./ledgers.ts"
import type { Period } from "./period.ts"

/** Enters all records in quarantine that arrived in the period. */
export async function readQuarantine(ledgers: Ledgers, { from, to }: Period): Promise<void> {
  let cursor: string | undefined = toCursor(`${new Date(to).toISOString()}#0`)
  while (cursor) {
    const page = await quarantine.list({ limit: 500, cursor })
    const inPeriod = page.items.filter(({ arrivedAt }) => Date.parse(arrivedAt) >= from)
    for (const { shardId, sequenceNumber, reason, id, arrivedAt } of inPeriod) {
      ledgers.enter("quarantine", shardId, sequenceNumber, reason, id, Date.parse(arrivedAt))
    }
    cursor = inPeriod.length === page.items.length ? page.next : undefined
  }
}
