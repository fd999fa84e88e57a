/**
 * Brings the items of a table to the shape that the code has now, when they are first needed in it, and once. It
 * needs no deployment step: who comes first does a part of it, and who comes next goes on.
 */
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "./aws/dynamodb.ts"
import { type Index, queryNewestFirst } from "./newest-first.ts"

/** What one request gives to it, in milliseconds. */
const share = 3_000

/** Items that are changed at the same time. */
const atOnce = 10

type Upgrade = {
  /** Names the shape; kept in the table, as the id of an item, when all items have it. */
  name: string
  index: Index
  partition: string
  /** Changes an item if it is of an older shape. May be called several times for one. */
  upgrade(item: Record<string, unknown>): Promise<unknown>
}

/**
 * A function that makes sure of it before it returns; or, where there are more items than 3 seconds are enough for,
 * brings it on. Calls at the same time share the work.
 */
export function upgradeOnce(describe: () => Upgrade): () => Promise<void> {
  let isDone = false
  let cursor: string | undefined
  let underWay: Promise<void> | undefined

  const step = async () => {
    const { name, index, partition, upgrade } = describe()
    const marker = { TableName: index.table, Key: { id: `upgrade#${name}` } }
    isDone = (await dynamodb.send(new GetCommand(marker))).Item !== undefined
    for (const until = Date.now() + share; !isDone && Date.now() < until; ) {
      const page = await queryNewestFirst(index, [partition], { limit: 100, cursor })
      for (let start = 0; start < page.items.length; start += atOnce) {
        await Promise.all(page.items.slice(start, start + atOnce).map(upgrade))
      }
      cursor = page.next
      isDone = cursor === undefined
      if (!isDone) continue
      const Item = { ...marker.Key, kind: "upgrade", at: new Date().toISOString() }
      await dynamodb.send(new PutCommand({ TableName: index.table, Item }))
    }
  }
  return async () => {
    if (isDone) return
    underWay ??= step().finally(() => (underWay = undefined))
    await underWay
  }
}
