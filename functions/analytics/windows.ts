/**
 * Counted windows in their table. A window is stored in parts, which add up: at least one for each shard that had
 * invoices, more where Lambda ended a window early or where there are more customers than an item holds. A mark for
 * each window and shard tells whether more is to come.
 */
import { PutCommand, QueryCommand, type QueryCommandOutput, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { ifConditionFailed } from "../shared/dynamodb-items.ts"
import { resourceName } from "../shared/stage.ts"
import type { Write } from "./claims.ts"
import { addTallies, splitTally, type Tally } from "./tally.ts"
import type { TimeWindow } from "./window.ts"

const table = () => resourceName("windows")

/** Customers in one item: with the longest ids there are, 1,500 have some 330 KB, and an item has at most 400. */
const mostCustomers = 1500

/** How long windows are kept, in seconds. */
const keptFor = 90 * 24 * 3600

/** A window of one shard. */
export type ShardWindow = TimeWindow & { shardId: string }

/** What one shard counted of a window: all since its state was last empty. */
export type Part = Tally & {
  /** The first record in it. */
  from: string
  /** Which of the window's states it was: the first is 1, and each one that was stored is followed by the next. */
  generation: number
}

/** A window over all shards. */
export type CountedWindow = TimeWindow & Tally

export const windows = {
  /**
   * Marks that a shard has begun to count a window, before anything is counted. Gives the generation of its state: the
   * same again as long as none was stored, so that a call that is repeated goes on where it failed.
   */
  async open(window: ShardWindow): Promise<number> {
    const { Attributes } = await dynamodb.send(
      new UpdateCommand({
        TableName: table(),
        Key: markKey(window),
        UpdateExpression:
          "SET isOpen = :yes, generation = if_not_exists(generation, :one), " +
          "invoices = if_not_exists(invoices, :none), #end = :end, expiresAt = :expiresAt",
        ExpressionAttributeNames: { "#end": "end" },
        ExpressionAttributeValues: {
          ":yes": true,
          ":one": 1,
          ":none": {},
          ":end": window.end,
          ":expiresAt": expiry(),
        },
        ReturnValues: "ALL_NEW",
      }),
    )
    return Attributes?.generation
  },

  /**
   * Stores a part; then, if it is the shard's last one, marks the window as closed. A repeat replaces what it wrote.
   * Until the mark is written, readers take the window for open.
   */
  async store(window: ShardWindow, part: Part, { closes }: { closes: boolean }): Promise<void> {
    const pieces = splitTally(part, mostCustomers)
    await Promise.all(
      pieces.map((piece, n) => dynamodb.send(new PutCommand(partPut(window, { ...part, ...piece }, n)))),
    )
    await dynamodb
      .send(
        new UpdateCommand({
          TableName: table(),
          Key: markKey(window),
          UpdateExpression: "SET isOpen = :isOpen, generation = :next, invoices.#generation = :count",
          // A call that was given up, but still runs, must not undo what came after it.
          ConditionExpression: "generation <= :next",
          ExpressionAttributeNames: { "#generation": String(part.generation) },
          ExpressionAttributeValues: {
            ":isOpen": !closes,
            ":next": part.generation + 1,
            ":count": part.count,
          },
        }),
      )
      .catch(ifConditionFailed(undefined))
  },

  /** The write of a part that is whole from the start and needs no mark, for a transaction. */
  writeOfPart(window: ShardWindow, part: Tally & { from: string }): Write {
    return { Put: partPut(window, { ...part, generation: unmarked }, 0) }
  },

  /** Windows that begin after `after` and not after `until`, newest first, without those that are still open. */
  async *closed(after: string, until: string): AsyncGenerator<CountedWindow> {
    let items: Item[] = []
    for await (const item of itemsBetween(after, until)) {
      if (items[0] && items[0].start !== item.start) {
        yield* merged(items)
        items = []
      }
      items.push(item)
    }
    yield* merged(items)
  },
}

/** The generation of parts that no mark counts. */
const unmarked = 0

type Mark = {
  isOpen: boolean
  /** How many invoices were stored in each generation. */
  invoices: Record<string, number>
}
type Item = TimeWindow & (Part | Mark)

const expiry = () => Math.floor(Date.now() / 1000) + keptFor

/** One partition an hour: 2026-11-22T10. */
const partitionOf = (start: string) => `window#${start.slice(0, 13)}`

const markKey = ({ start, shardId }: ShardWindow) => ({ pk: partitionOf(start), sk: `${start}#${shardId}` })

function partPut(window: ShardWindow, part: Part, n: number) {
  const { pk, sk } = markKey(window)
  const key = { pk, sk: `${sk}#${part.generation}#${part.from}#${n}` }
  return { TableName: table(), Item: { ...key, end: window.end, ...part, expiresAt: expiry() } }
}

async function* itemsBetween(after: string, until: string): AsyncGenerator<Item> {
  if (until <= after) return // an empty span is an error to DynamoDB
  const hour = 3_600_000
  const first = Math.floor(Date.parse(after) / hour)
  for (let h = Math.floor(Date.parse(until) / hour); h >= first; h--) {
    let next: Record<string, unknown> | undefined
    do {
      const page: QueryCommandOutput = await dynamodb.send(
        new QueryCommand({
          TableName: table(),
          KeyConditionExpression: "pk = :hour AND sk BETWEEN :after AND :until",
          ExpressionAttributeValues: {
            ":hour": partitionOf(new Date(h * hour).toISOString()),
            // Keys go on with "#" after the time; "$" follows "#".
            ":after": `${after}$`,
            ":until": `${until}$`,
          },
          ConsistentRead: true,
          ScanIndexForward: false,
          ExclusiveStartKey: next,
        }),
      )
      for (const item of page.Items ?? []) yield { ...(item as Item), start: item.sk.slice(0, after.length) }
      next = page.LastEvaluatedKey
    } while (next)
  }
}

/** The window of these items, unless a shard still counts it, a part of it is missing, or nothing is in it. */
function* merged(items: Item[]): Generator<CountedWindow> {
  const [first] = items
  const marks = items.filter(item => "isOpen" in item)
  const parts = items.filter(item => "from" in item)
  if (!first || parts.length === 0 || marks.some(({ isOpen }) => isOpen)) return
  // A query is no snapshot: it may have passed the place of a part just before that was written.
  const expected = marks.flatMap(({ invoices }) => Object.values(invoices)).reduce((sum, n) => sum + n, 0)
  const found = parts.filter(({ generation }) => generation !== unmarked)
  if (found.reduce((sum, { count }) => sum + count, 0) !== expected) return
  yield { start: first.start, end: first.end, ...addTallies(parts) }
}
