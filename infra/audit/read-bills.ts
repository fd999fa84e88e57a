/** The second ledger: bills. */
import type { Bill } from "../../functions/billing/bill.ts"
import { bills } from "../../functions/billing/repository.ts"
import type { Ledgers } from "./ledgers.ts"
import type { Period } from "./period.ts"

/** Ids that are asked for at once. */
const batch = 1000

/** Enters the bills that were created in the period, and those of invoices that arrived in it with another date. */
export async function readBills(ledgers: Ledgers, { from, to }: Period): Promise<void> {
  const enter = ({ id, createdAt, subtotal, version, kind, status }: Bill) => {
    // Neither drafts nor credit notes are sent.
    if (kind === "bill" && status !== "draft")
      ledgers.enter("bills", id, Date.parse(createdAt), subtotal, version)
  }
  const [first, last] = [from, to - 1].map(time => new Date(time).toISOString()) as [string, string]
  for await (const bill of bills.createdBetween(first, last)) enter(bill)
  const unseen = "SELECT id FROM sent WHERE inPeriod AND id NOT IN (SELECT id FROM bills)"
  const ids = [...ledgers.find<{ id: string }>(unseen)].map(({ id }) => id)
  for (let start = 0; start < ids.length; start += batch) {
    for (const bill of await bills.getMany(ids.slice(start, start + batch))) enter(bill)
  }
}
