/** Bills as items of their table: their writes, and the attributes of the indexes. */
import { partitionOf, partitionsOf, positionOf } from "../shared/newest-first.ts"
import { resourceName } from "../shared/stage.ts"
import type { Bill } from "./bill.ts"
import { isDiscountable } from "./discount.ts"
import { defaults, lineDefaults } from "./stored-bill.ts"
import type { Write } from "./transact.ts"

export const billsTable = (): string => resourceName("bills")

/** Partitions of the lists over all bills: 8 take 8,000 new bills a second. */
const partitions = 8

/** The partitions of a list in an index over all bills: `bills`, `undiscounted`, a status, a campaign. */
export const listPartitions = (list: string): string[] => partitionsOf(list, partitions)

export const campaignList = (campaign: string): string => `campaign ${campaign}`

/** What the table's stream is to make of a write: `issued` puts the bill on the stream of invoices. */
type Announced = { announce?: "issued" | undefined }

/** Stores a bill that is not there yet. */
export const insert = (bill: Bill, announced: Announced = {}): Write => ({
  Put: {
    TableName: billsTable(),
    Item: toItem(bill, announced),
    ConditionExpression: "attribute_not_exists(id)",
  },
})

/** Stores a bill in place of the version before it, and of no other. */
export const update = (bill: Bill, announced: Announced = {}): Write => ({
  Put: {
    TableName: billsTable(),
    Item: toItem(bill, announced),
    ConditionExpression: "version = :before",
    ExpressionAttributeValues: { ":before": bill.version - 1 },
  },
})

/** Deletes a bill in this version. */
export const remove = ({ id, version }: Bill): Write => ({
  Delete: {
    TableName: billsTable(),
    Key: { id },
    ConditionExpression: "version = :version",
    ExpressionAttributeValues: { ":version": version },
  },
})

function toItem(bill: Bill, { announce }: Announced): Record<string, unknown> {
  const isOpen = isDiscountable(bill)
  const campaign = bill.discount?.campaign ?? bill.undone?.at(-1)
  const inList = (list: string) => partitionOf(list, bill.id, partitions)
  return {
    ...withoutDefaults(bill),
    announce,
    // Attributes that are absent keep a bill out of an index. Most bills come by the stream and stay as they are:
    // they are in one of the two lists only, and "issued" is both.
    collection: inList("bills"),
    position: positionOf(bill),
    statusList: isOpen ? undefined : inList(bill.status),
    undiscounted: isOpen ? inList("undiscounted") : undefined,
    campaignList: campaign === undefined ? undefined : inList(campaignList(campaign)),
  }
}

function withoutDefaults(bill: Bill): Record<string, unknown> {
  const lines = bill.lines.map(({ id: _, ...line }) => differing(line, lineDefaults))
  // The kind tells bills from those that are older than the kinds.
  return { ...differing(bill, defaults), kind: bill.kind, lines }
}

const differing = (thing: Record<string, unknown>, from: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(thing).filter(
      ([name, value]) => !(name in from) || JSON.stringify(value) !== JSON.stringify(from[name]),
    ),
  )
