/**
 * Who changed what of a bill, and when. An entry is written in the transaction of its change. The stream's bills, and
 * those from before there were histories, have no entry of their making: theirs follows from the bill.
 */
import { type Page, toCursor } from "../shared/http/page.ts"
import { toMajor } from "../shared/money.ts"
import { queryNewestFirst } from "../shared/newest-first.ts"
import type { Bill } from "./bill.ts"
import { ledgerTable } from "./ledger.ts"
import type { HistoryEntry } from "./schema.ts"
import type { Write } from "./transact.ts"

export type HistoryAction = HistoryEntry["action"]

/** The write that records a change; `before` is undefined when the bill is new, `after` when it is gone. */
export function historyWrite(
  { action, actor, at }: { action: HistoryAction; actor: string; at: string },
  before: Bill | undefined,
  after: Bill | undefined,
): Write {
  const bill = (after ?? before) as Bill
  const version = after?.version ?? bill.version + 1
  const entry: HistoryEntry = { version, at, actor, action, changes: changesBetween(before, after) }
  return {
    Put: {
      TableName: ledgerTable(),
      Item: { pk: partitionOf(bill.id), sk: positionOf(entry), ...entry },
      ConditionExpression: "attribute_not_exists(pk)",
    },
  }
}

/** One page of a bill's history, newest first; `bill` is undefined when it was deleted. */
export async function listHistory(
  id: string,
  bill: Bill | undefined,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<HistoryEntry>> {
  const index = { table: ledgerTable(), partitionKey: "pk", sortKey: "sk" }
  const { items, next } = await queryNewestFirst(index, [partitionOf(id)], page)
  const entries = items.map(toEntry)
  if (next !== undefined || !bill || entries.at(-1)?.version === 1) return { items: entries, next }
  const last = entries.at(page.limit - 1)
  return last
    ? { items: entries, next: toCursor(positionOf(last)) }
    : { items: [...entries, firstEntryOf(bill)] }
}

const partitionOf = (id: string): string => `history#${id}`

const positionOf = ({ at, version }: Pick<HistoryEntry, "at" | "version">): string =>
  `${at}#${String(version).padStart(9, "0")}`

function toEntry(item: Record<string, unknown>): HistoryEntry {
  const { version, at, actor, action, changes } = item as HistoryEntry
  return { version, at, actor, action, changes }
}

const firstEntryOf = ({ createdAt, createdBy, number }: Bill): HistoryEntry => ({
  version: 1,
  at: createdAt,
  actor: createdBy,
  action: "issued",
  changes: [
    { field: "status", from: null, to: "issued" },
    ...(number === null ? [] : [{ field: "number", from: null, to: number }]),
  ],
})

function changesBetween(before: Bill | undefined, after: Bill | undefined): HistoryEntry["changes"] {
  const [from, to] = [shownOf(before), shownOf(after)]
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap(field => {
    const change = { field, from: from[field] ?? null, to: to[field] ?? null }
    return JSON.stringify(change.from) === JSON.stringify(change.to) ? [] : [change]
  })
}

/** What of a bill can change, as the API shows it. */
function shownOf(bill: Bill | undefined): Record<string, unknown> {
  if (!bill) return {}
  const { status, number, customerId, lines, subtotal, discount, taxes, total, paid, creditNote } = bill
  return {
    status,
    number,
    customerId,
    productItems: lines.map(({ productId, quantity, price }) => ({
      productId,
      quantity,
      price: toMajor(price),
    })),
    subtotal: toMajor(subtotal),
    discount: discount && { ...discount, amount: toMajor(discount.amount) },
    tax: toMajor(taxes.reduce((sum, { amount }) => sum + amount, 0)),
    total: toMajor(total),
    paid: toMajor(paid),
    creditNote,
  }
}
