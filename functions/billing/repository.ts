/** Bills in their table, each one item with its lines: a bill and its lines cannot be parted. */
import { DeleteCommand, GetCommand, PutCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { getMany, ifConditionFailed } from "../shared/dynamodb-items.ts"
import { type Page, toCursor } from "../shared/http/page.ts"
import {
  type Index,
  partitionOf,
  partitionsOf,
  positionOf,
  queryNewestFirst,
} from "../shared/newest-first.ts"
import { resourceName } from "../shared/stage.ts"
import type { Bill } from "./bill.ts"

type PageOf = { limit: number; cursor?: string | undefined }

const table = () => resourceName("bills")
const index = (name: string, partitionKey: string): Index => ({ table: table(), index: name, partitionKey })

/** Partitions of the lists over all bills: 8 take 8,000 new bills a second. */
const partitions = 8

/** What one transaction takes: items, and bytes (4 MB; JSON is a little longer than what DynamoDB counts). */
const transaction = { items: 100, bytes: 3_500_000 }

export const bills = {
  /** The bill with this id, or undefined. */
  async get(id: string): Promise<Bill | undefined> {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: table(), Key: { id }, ConsistentRead: true }),
    )
    return Item && fromItem(Item)
  },

  /** One page of all bills, newest first. */
  list: (page: PageOf): Promise<Page<Bill>> =>
    query(index("newest", "collection"), partitionsOf("bills", partitions), page),

  /** One page of a customer's bills, newest first. */
  listByCustomer: (customerId: string, page: PageOf): Promise<Page<Bill>> =>
    query(index("customer", "customerId"), [customerId], page),

  /** One page of the bills that have no discount, newest first. By index: one may just have got its discount. */
  listUndiscounted: (page: PageOf): Promise<Page<Bill>> =>
    query(index("undiscounted", "undiscounted"), partitionsOf("undiscounted", partitions), page),

  /** All bills that were created from one time (ISO 8601) to another, both included; in no order. */
  async *createdBetween(from: string, to: string): AsyncGenerator<Bill> {
    for (const partition of partitionsOf("bills", partitions)) {
      let cursor: string | undefined = toCursor(`${to}#\u{10ffff}`)
      while (cursor) {
        const page = await query(index("newest", "collection"), [partition], { limit: 1000, cursor })
        for (const bill of page.items) if (bill.createdAt >= from) yield bill
        cursor = (page.items.at(-1)?.createdAt ?? "") >= from ? page.next : undefined
      }
    }
  },

  /** The bills with these ids that exist. */
  async getMany(ids: string[]): Promise<Bill[]> {
    return (await getMany(table(), ids)).map(fromItem)
  },

  /** Stores a new bill. */
  async add(bill: Bill): Promise<void> {
    await dynamodb.send(
      new PutCommand({
        TableName: table(),
        Item: toItem(bill),
        ConditionExpression: "attribute_not_exists(id)",
      }),
    )
  },

  /** Stores those of these bills that are not there yet, and gives their number. No id may come twice. */
  async addMissing(all: Bill[]): Promise<number> {
    let added = 0
    for (const part of inTransactions(all)) added += await addTransaction(part)
    return added
  },

  /** Stores a bill in place of the version before it. False when that is no longer what is stored. */
  async replace(bill: Bill): Promise<boolean> {
    return dynamodb
      .send(
        new PutCommand({
          TableName: table(),
          Item: toItem(bill),
          ConditionExpression: "version = :before",
          ExpressionAttributeValues: { ":before": bill.version - 1 },
        }),
      )
      .then(() => true)
      .catch(ifConditionFailed(false))
  },

  /** Deletes a bill with its lines. False when there was none. */
  async remove(id: string): Promise<boolean> {
    const { Attributes } = await dynamodb.send(
      new DeleteCommand({ TableName: table(), Key: { id }, ReturnValues: "ALL_OLD" }),
    )
    return Attributes !== undefined
  },
}

async function query(of: Index, over: string[], page: PageOf): Promise<Page<Bill>> {
  const { items, next } = await queryNewestFirst(of, over, page)
  return { items: items.map(fromItem), next }
}

function* inTransactions(all: Bill[]): Generator<Bill[]> {
  let part: Bill[] = []
  let bytes = 0
  for (const bill of all) {
    const size = JSON.stringify(bill).length
    if (part.length === transaction.items || (part.length > 0 && bytes + size > transaction.bytes)) {
      yield part
      part = []
      bytes = 0
    }
    part.push(bill)
    bytes += size
  }
  if (part.length > 0) yield part
}

/** All or nothing; what turns out to be there already is left out, and the rest tried again. */
async function addTransaction(wanted: Bill[]): Promise<number> {
  let missing = wanted
  while (missing.length > 0) {
    try {
      await dynamodb.send(
        new TransactWriteCommand({
          TransactItems: missing.map(bill => ({
            Put: {
              TableName: table(),
              Item: toItem(bill),
              ConditionExpression: "attribute_not_exists(id)",
            },
          })),
        }),
      )
      return missing.length
    } catch (error) {
      const reasons = (error as { CancellationReasons?: { Code?: string }[] }).CancellationReasons
      const isThere = (n: number) => reasons?.[n]?.Code === "ConditionalCheckFailed"
      if (!missing.some((_, n) => isThere(n))) throw error
      missing = missing.filter((_, n) => !isThere(n))
    }
  }
  return 0
}

function toItem(bill: Bill): Record<string, unknown> {
  return {
    ...bill,
    collection: partitionOf("bills", bill.id, partitions),
    position: positionOf(bill),
    // Absent when there is a discount, and so out of the index.
    undiscounted: bill.discount ? undefined : partitionOf("undiscounted", bill.id, partitions),
  }
}

function fromItem(item: Record<string, unknown>): Bill {
  const { collection: _, position: __, undiscounted: ___, ...bill } = item
  return bill as Bill
}
