/** Bills in their table, each one item with its lines: a bill and its lines cannot be parted. */
import { GetCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { getMany } from "../shared/dynamodb-items.ts"
import { toCursor } from "../shared/http/page.ts"
import { isolate, type Refused } from "../shared/isolate.ts"
import { queryNewestFirst } from "../shared/newest-first.ts"
import type { Bill } from "./bill.ts"
import { billsTable, insert, listPartitions, remove, update } from "./bill-items.ts"
import { type HistoryAction, historyWrite } from "./history.ts"
import { type Counter, contendForNumbers, inTurn } from "./numbers.ts"
import { fromItem } from "./stored-bill.ts"
import { ConditionsError, transact } from "./transact.ts"

/** Who does what: the words of a history's entry. */
type Change = { action: HistoryAction; actor: string }

/** What one transaction takes beside a counter: items, and bytes (4 MB; JSON is a little longer than what is counted). */
const transaction = { items: 99, bytes: 3_500_000 }

export const bills = {
  /** The bill with this id, or undefined. */
  async get(id: string): Promise<Bill | undefined> {
    const { Item } = await dynamodb.send(
      new GetCommand({ TableName: billsTable(), Key: { id }, ConsistentRead: true }),
    )
    return Item && fromItem(Item)
  },

  /** The bills with these ids that exist. */
  async getMany(ids: string[]): Promise<Bill[]> {
    return (await getMany(billsTable(), ids)).map(fromItem)
  },

  /** All bills that were issued and were created from one time (ISO 8601) to another, both included; in no order. */
  async *createdBetween(from: string, to: string): AsyncGenerator<Bill> {
    const newest = { table: billsTable(), index: "newest", partitionKey: "collection" }
    for (const partition of listPartitions("bills")) {
      let cursor: string | undefined = toCursor(`${to}#\u{10ffff}`)
      while (cursor) {
        const { items, next } = await queryNewestFirst(newest, [partition], { limit: 1000, cursor, from })
        yield* items.map(fromItem).filter(({ kind, status }) => kind === "bill" && status !== "draft")
        cursor = next
      }
    }
  },

  /** Stores a new draft. False when the id is taken. */
  async add(draft: Bill, actor: string): Promise<boolean> {
    const at = draft.createdAt
    return isWritten(
      transact([insert(draft), historyWrite({ action: "drafted", actor, at }, undefined, draft)]),
    )
  },

  /** Stores a bill in place of the version before it. False when that is no longer what is stored. */
  async replace(before: Bill, after: Bill, change: Change): Promise<boolean> {
    const at = after.updatedAt
    return isWritten(transact([update(after), historyWrite({ ...change, at }, before, after)]))
  },

  /** Deletes a draft with its lines; its history stays. False when it was changed after it was read. */
  async remove(draft: Bill, actor: string, at: string): Promise<boolean> {
    return isWritten(
      transact([remove(draft), historyWrite({ action: "deleted", actor, at }, draft, undefined)]),
    )
  },

  /**
   * Stores those of these issued bills that are not there yet, with the next numbers, and gives how many; and those
   * that the table refuses, while all others are stored. They are not put on the stream of invoices. No id may come
   * twice.
   */
  async addMissing(all: Bill[]): Promise<{ added: number; refused: Refused<Bill>[] }> {
    const done = { added: 0, refused: [] as Refused<Bill>[] }
    for (const sameCounter of Map.groupBy(
      all,
      ({ series, createdAt }) => `${createdAt.slice(0, 4)}${series}`,
    ).values()) {
      for (const part of inTransactions(sameCounter)) {
        const counter = { series: part[0].series, year: part[0].createdAt.slice(0, 4) }
        // In one turn, however many writes it takes to find a bill that is refused: nobody waits for each of them.
        const { results, refused } = await inTurn(counter, () =>
          isolate(part, some => addTransaction(counter, some)),
        )
        done.added += results.reduce((sum, added) => sum + added, 0)
        done.refused.push(...refused)
      }
    }
    return done
  },
}

const isWritten = (written: Promise<void>): Promise<boolean> =>
  written.then(
    () => true,
    error => {
      if (error instanceof ConditionsError) return false
      throw error
    },
  )

function* inTransactions(all: Bill[]): Generator<[Bill, ...Bill[]]> {
  let part: Bill[] = []
  let bytes = 0
  for (const bill of all) {
    const size = JSON.stringify(bill).length
    if (part.length === transaction.items || (part.length > 0 && bytes + size > transaction.bytes)) {
      yield part as [Bill, ...Bill[]]
      part = []
      bytes = 0
    }
    part.push(bill)
    bytes += size
  }
  if (part.length > 0) yield part as [Bill, ...Bill[]]
}

/** All or nothing; what turns out to be there already is left out, and the rest tried again with numbers anew. */
async function addTransaction(counter: Counter, wanted: Bill[]): Promise<number> {
  let missing = wanted
  while (missing.length > 0) {
    try {
      await contendForNumbers(counter, missing.length, numbers =>
        missing.map((bill, n) => insert({ ...bill, number: numbers[n] ?? null })),
      )
      return missing.length
    } catch (error) {
      if (!(error instanceof ConditionsError)) throw error
      missing = missing.filter((_, n) => !error.failed.has(n))
    }
  }
  return 0
}
