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
export type Part = Tally & Generation & { /** The last record in it. */ to: string }

/** Which of a window's states a part was: the first is 1, and each one that was stored is followed by the next. */
export type Generation = {
  generation: number
  /** The last record of the parts that were stored before. */
  storedTo?: string
}

/** A window over all shards. */
export type CountedWindow = TimeWindow & Tally

export const windows = {
  /**
   * Marks that a shard has begun to count a window, before anything is counted. Gives the generation of its state: the
   * same again as long as none was stored, so that a call that is repeated goes on where it failed.
   */
  async open(window: ShardWindow): Promise<Generation> {
    const { Attributes } = await dynamodb.send(
      new UpdateCommand({
        TableName: table(),
        Key: markKey(window),
        UpdateExpression:
          "SET isOpen = :yes, generation = if_not_exists(generation, :one), " +
          "parts = if_not_exists(parts, :none), #end = :end, shardId = :shardId, expiresAt = :expiresAt",
        ExpressionAttributeNames: { "#end": "end" },
        ExpressionAttributeValues: {
          ":yes": true,
          ":one": 1,
          ":none": {},
          ":shardId": window.shardId,
          ":end": window.end,
          ":expiresAt": expiry(),
        },
        ReturnValues: "ALL_NEW",
      }),
    )
    return { generation: Attributes?.generation, storedTo: Attributes?.storedTo }
  },

  /** Stores a part and begins the next generation. A repeat replaces what it wrote. */
  async store(window: ShardWindow, part: Part): Promise<void> {
    const { generation, count } = part
    const pieces = splitTally(part, mostCustomers)
    await Promise.all(
      pieces.map((tally, piece) =>
        dynamodb.send(
          new PutCommand(putOf(window, { ...tally, generation, piece }, `${generation}#${piece}`)),
        ),
      ),
    )
    await dynamodb
      .send(
        new UpdateCommand({
          TableName: table(),
          Key: markKey(window),
          UpdateExpression: "SET generation = :next, storedTo = :to, parts.#generation = :part",
          // A call that was given up, but still runs, must not undo what came after it.
          ConditionExpression: "generation <= :next",
          ExpressionAttributeNames: { "#generation": String(generation) },
          ExpressionAttributeValues: {
            ":next": generation + 1,
            ":to": later(part.to, part.storedTo),
            ":part": { count, pieces: pieces.length },
          },
        }),
      )
      .catch(ifConditionFailed(undefined))
  },

  /** Marks that a shard has counted a window to its end; nothing is done when it never began. */
  async close(window: ShardWindow): Promise<void> {
    await dynamodb
      .send(
        new UpdateCommand({
          TableName: table(),
          Key: markKey(window),
          UpdateExpression: "SET isOpen = :no",
          ConditionExpression: "attribute_exists(pk)",
          ExpressionAttributeValues: { ":no": false },
        }),
      )
      .catch(ifConditionFailed(undefined))
  },

  /** The write of a part that is whole from the start and needs no mark, for a transaction. */
  writeOfPart(window: ShardWindow, tally: Tally, firstRecord: string): Write {
    return { Put: putOf(window, { ...tally, generation: unmarked }, `${unmarked}#${firstRecord}`) }
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

type MarkItem = ShardWindow & {
  isOpen: boolean
  /** What was stored, by generation. */
  parts: Record<string, { count: number; pieces: number }>
}
/** A part, or a piece of one. */
type PartItem = ShardWindow & Tally & { generation: number; piece?: number }
type Item = MarkItem | PartItem

const later = (a: string, b: string | undefined) => (b !== undefined && BigInt(b) > BigInt(a) ? b : a)

const expiry = () => Math.floor(Date.now() / 1000) + keptFor

/** One partition an hour: 2026-11-22T10. */
const partitionOf = (start: string) => `window#${start.slice(0, 13)}`

const markKey = ({ start, shardId }: ShardWindow) => ({ pk: partitionOf(start), sk: `${start}#${shardId}` })

function putOf(window: ShardWindow, part: Omit<PartItem, keyof ShardWindow>, name: string) {
  const { pk, sk } = markKey(window)
  const { end, shardId } = window
  return {
    TableName: table(),
    Item: { pk, sk: `${sk}#${name}`, end, shardId, ...part, expiresAt: expiry() },
  }
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
  const marks = new Map(items.filter(item => "isOpen" in item).map(mark => [mark.shardId, mark]))
  if (!first || [...marks.values()].some(({ isOpen }) => isOpen)) return
  const parts = items.filter(item => "customers" in item)
  const unmarkedParts = parts.filter(({ generation }) => generation === unmarked)
  // What a call left that failed, and that the call after it did not replace, is no part of the window.
  const marked = parts.filter(({ shardId, generation, piece = 0 }) => {
    return piece < (marks.get(shardId)?.parts[generation]?.pieces ?? 0)
  })
  // A query is no snapshot: it may have passed the place of a part just before that was written.
  const expected = [...marks.values()].flatMap(mark => Object.values(mark.parts))
  if (sumOf(marked) !== sumOf(expected)) return
  const window = { start: first.start, end: first.end, ...addTallies([...unmarkedParts, ...marked]) }
  if (window.count > 0) yield window
}

const sumOf = (counted: { count: number }[]) => counted.reduce((sum, { count }) => sum + count, 0)
