/**
 * Lists that give the newest item first, by index. Items of a collection are spread over a few partitions, so that
 * writing them is not bound to what one partition takes (1,000 writes a second); since all sort by the same
 * position, one position is the cursor into every partition.
 */
import { QueryCommand, type QueryCommandInput } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "./aws/dynamodb.ts"
import { fromCursor, type Page, toCursor } from "./http/page.ts"

/** The position of an item in every list: by time, and by id where times are equal. */
export const positionOf = (item: { createdAt: string; id: string }): string => `${item.createdAt}#${item.id}`

/** The partition of a collection that an id belongs to, one of `partitions`. */
export function partitionOf(collection: string, id: string, partitions: number): string {
  let hash = 0
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) as number)) >>> 0
  return `${collection}#${hash % partitions}`
}

/** All partitions of a collection. */
export const partitionsOf = (collection: string, partitions: number): string[] =>
  Array.from({ length: partitions }, (_, n) => `${collection}#${n}`)

/** An index (or the table itself) with the names of its keys. Sort keys are positions, as `positionOf` gives them. */
export type Index = { table: string; index?: string; partitionKey: string; sortKey?: string }

/** What part of a list: a page, of items from a time on and before another (ISO 8601), with one attribute's value. */
export type Part = {
  limit: number
  cursor?: string | undefined
  from?: string | undefined
  to?: string | undefined
  /** No index serves it: such a page reads a bounded number of items, and may be short though there is a next one. */
  only?: { name: string; value: string } | undefined
}

/** Items that a call reads, and calls for a partition, when an attribute's value is asked for. */
const filtering = { items: 250, calls: 4 }

/** One page of an index over the given partitions, newest first. Throws a ValidationError for a broken cursor. */
export async function queryNewestFirst(
  { table, index, partitionKey, sortKey = "position" }: Index,
  partitions: string[],
  { limit, cursor, from, to, only }: Part,
): Promise<Page<Record<string, unknown>>> {
  const before = [fromCursor(cursor), to].filter(bound => bound !== undefined).sort()[0]
  const bounds = [...(from === undefined ? [] : [from]), ...(before === undefined ? [] : [before])]
  const query: QueryCommandInput = {
    TableName: table,
    IndexName: index,
    KeyConditionExpression: `#p = :p${conditionOf(from, before)}`,
    FilterExpression: only && "#only = :only",
    ExpressionAttributeNames: {
      "#p": partitionKey,
      ...(bounds.length > 0 ? { "#position": sortKey } : {}),
      ...(only ? { "#only": only.name } : {}),
    },
    ExpressionAttributeValues: {
      ...(from === undefined ? {} : { ":from": from }),
      ...(before === undefined ? {} : { ":before": before }),
      ...(only ? { ":only": only.value } : {}),
    },
    ScanIndexForward: false,
    // One more tells that there is a next page; another one, because BETWEEN includes its upper bound.
    Limit: only ? filtering.items : limit + 2,
  }
  const parts =
    from !== undefined && before !== undefined && from >= before
      ? []
      : await Promise.all(
          partitions.map(partition => readPartition(query, partition, sortKey, limit, before)),
        )
  // Where one partition was read no further, nothing older may be given: its own might come before that.
  const horizon = parts.reduce((newest, { horizon = "" }) => (horizon > newest ? horizon : newest), "")
  const merged = parts
    .flatMap(({ items }) => items)
    .filter(item => item[sortKey] >= horizon)
    .sort((a, b) => (a[sortKey] < b[sortKey] ? 1 : a[sortKey] > b[sortKey] ? -1 : 0))
  const items = merged.slice(0, limit)
  const end = merged.length > limit ? items.at(-1)?.[sortKey] : horizon
  return end ? { items, next: toCursor(end) } : { items }
}

// biome-ignore lint/suspicious/noExplicitAny: items are read by the repository that knows them
type Item = Record<string, any>
type Items = Item[]

/** The newest of a partition, at least `limit` + 1 if there are so many; `horizon` is how far it was read otherwise. */
async function readPartition(
  query: QueryCommandInput,
  partition: string,
  sortKey: string,
  limit: number,
  before: string | undefined,
): Promise<{ items: Items; horizon?: string }> {
  const items: Items = []
  let start: Item | undefined
  for (let call = 1; ; call++) {
    const { Items = [], LastEvaluatedKey } = await dynamodb.send(
      new QueryCommand({
        ...query,
        ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ":p": partition },
        ExclusiveStartKey: start,
      }),
    )
    items.push(...Items.filter(item => item[sortKey] !== before))
    if (items.length > limit || !LastEvaluatedKey) return { items }
    if (query.FilterExpression && call === filtering.calls)
      return { items, horizon: LastEvaluatedKey[sortKey] }
    start = LastEvaluatedKey // a page of DynamoDB ends at 1 MB
  }
}

function conditionOf(from: string | undefined, before: string | undefined): string {
  if (from !== undefined && before !== undefined) return " AND #position BETWEEN :from AND :before"
  if (from !== undefined) return " AND #position >= :from"
  return before === undefined ? "" : " AND #position < :before"
}
