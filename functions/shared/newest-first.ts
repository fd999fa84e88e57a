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

/** One page of an index over the given partitions, newest first. Throws a ValidationError for a broken cursor. */
export async function queryNewestFirst(
  { table, index, partitionKey, sortKey = "position" }: Index,
  partitions: string[],
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Record<string, unknown>>> {
  const before = fromCursor(cursor)
  const pages = await Promise.all(
    partitions.map(partition => {
      const query: QueryCommandInput = {
        TableName: table,
        IndexName: index,
        KeyConditionExpression: before ? "#p = :p AND #position < :before" : "#p = :p",
        ExpressionAttributeNames: { "#p": partitionKey, ...(before ? { "#position": sortKey } : {}) },
        ExpressionAttributeValues: { ":p": partition, ...(before ? { ":before": before } : {}) },
        ScanIndexForward: false,
        Limit: limit + 1,
      }
      return dynamodb.send(new QueryCommand(query))
    }),
  )
  const merged = pages
    .flatMap(({ Items }) => Items ?? [])
    .sort((a, b) => (a[sortKey] < b[sortKey] ? 1 : a[sortKey] > b[sortKey] ? -1 : 0))
  const items = merged.slice(0, limit)
  const last = items.at(-1)
  return merged.length > limit && last ? { items, next: toCursor(last[sortKey]) } : { items }
}
