/** Deletes items whose time to live has passed, as AWS does in the background; dynoxide itself never does. */
import { setTimeout as delay } from "node:timers/promises"
import type { ExpiredItems, ExpiringTable, ItemKey } from "./expired-items.ts"

// Little steps, with time for other writers in between.
const ITEMS_A_STEP = 25
const PAUSE_MS = 10
// dynoxide wants the headers of a signature and does not check it.
const SIGNED = {
  "x-amz-date": "20260101T000000Z",
  authorization:
    "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
}

/** Sweeps every `everyMs` until the returned function is called, which resolves when nothing is under way. */
export function startExpiringItems(items: ExpiredItems, url: () => string, everyMs: number) {
  const stopping = new AbortController()
  const running = (async () => {
    while (!stopping.signal.aborted) {
      // The first look waits as well: it may have indexes to make, and a start is no time for that.
      await delay(everyMs, undefined, { ref: false, signal: stopping.signal }).catch(() => {})
      await expireAll(items, url, stopping.signal).catch(error => console.error(error))
    }
  })()
  return (): Promise<void> => {
    stopping.abort()
    return running
  }
}

async function expireAll(items: ExpiredItems, url: () => string, stopping: AbortSignal): Promise<void> {
  for (const table of items.tables()) {
    // What stands in the way of one table is no reason to let the others grow.
    await expireItems(items, url, table, stopping).catch(error => console.error(error))
  }
}

async function expireItems(
  items: ExpiredItems,
  url: () => string,
  table: ExpiringTable,
  stopping: AbortSignal,
): Promise<void> {
  const now = Math.floor(Date.now() / 1000)
  while (!stopping.aborted) {
    const keys = items.find(table, now, ITEMS_A_STEP)
    if (keys.length === 0 || !(await deleteItems(items, url(), table, keys, now))) return
    await delay(PAUSE_MS)
  }
}

/** Deletes all of these items, or none and false when one was changed or deleted since it was found. */
async function deleteItems(
  items: ExpiredItems,
  url: string,
  table: ExpiringTable,
  keys: ItemKey[],
  now: number,
): Promise<boolean> {
  if (table.hasStream) items.mark(table, keys)
  try {
    return await transact(
      url,
      keys.map(Key => ({
        Delete: {
          TableName: table.name,
          Key,
          ConditionExpression: "#expiry < :now",
          ExpressionAttributeNames: { "#expiry": table.attribute },
          ExpressionAttributeValues: { ":now": { N: String(now) } },
        },
      })),
    )
  } finally {
    if (table.hasStream) items.unmark()
  }
}

async function transact(url: string, TransactItems: object[]): Promise<boolean> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "DynamoDB_20120810.TransactWriteItems",
      ...SIGNED,
    },
    body: JSON.stringify({ TransactItems }),
  })
  const answer = await response.text()
  if (response.ok) return true
  if (answer.includes("TransactionCanceledException")) return false
  throw new Error(`Expired items were not deleted: ${answer}`)
}
