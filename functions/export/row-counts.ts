/**
 * How many rows a day has, in the table `exports`. An object's own count and the counter that it is part of are
 * moved in one transaction, so that nothing is added twice and what a crash left out is made up for by a repeat.
 */
import { setTimeout as wait } from "node:timers/promises"
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb"
import { GetCommand, QueryCommand, TransactWriteCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { fromCursor, type Page, toCursor } from "../shared/http/page.ts"
import { resourceName } from "../shared/stage.ts"
import type { ObjectName } from "./object-name.ts"

const table = () => resourceName("exports")

/** Counters a day at most: one for each part of the customers, so that shards do not wait for each other. */
const parts = 16

/** How often a transaction is tried that meets another one. */
const tries = 25

/** The partition of all counters; their sort key begins with the day. */
const days = "days"

/** A day with its rows. */
export type CountedDay = { date: string; rows: number }

export const rowCounts = {
  /** Brings the day's counter up to what an object holds; nothing happens when it counts that many already. */
  async settle(object: ObjectName, rows: number): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const counted = await countOf(object)
      if (counted >= rows) return
      try {
        await move(object, counted, rows)
        return
      } catch (error) {
        // Either another one counted this object meanwhile, or is moving the same counter.
        if (!(error instanceof TransactionCanceledException) || attempt === tries) throw error
        await wait(Math.random() * 10 * Math.min(attempt, 20))
      }
    }
  },

  /** One page of the days that have rows, newest first. Throws a ValidationError for a broken cursor. */
  async listDays(page: { limit: number; cursor?: string | undefined }): Promise<Page<CountedDay>> {
    const before = fromCursor(page.cursor)?.slice(0, "2026-11-22".length)
    const { Items = [] } = await dynamodb.send(
      new QueryCommand({
        TableName: table(),
        KeyConditionExpression: before ? "pk = :days AND sk < :before" : "pk = :days",
        ExpressionAttributeValues: { ":days": days, ...(before ? { ":before": before } : {}) },
        ScanIndexForward: false,
        // So many counters are of more days than the page has; one more day tells that there is a next page.
        Limit: (page.limit + 1) * parts,
      }),
    )
    const found = new Map<string, number>()
    for (const { sk, rows } of Items) {
      const date = sk.slice(0, "2026-11-22".length)
      found.set(date, (found.get(date) ?? 0) + rows)
    }
    const items = [...found].slice(0, page.limit).map(([date, rows]) => ({ date, rows }))
    const last = items.at(-1)
    return found.size > page.limit && last
      ? { items, next: toCursor(`${last.date}T00:00:00Z#day`) }
      : { items }
  },
}

const keyOf = ({ date, minute, part }: ObjectName) => ({ pk: `objects#${date}#${part}`, sk: minute })

async function countOf(object: ObjectName): Promise<number> {
  const { Item } = await dynamodb.send(
    new GetCommand({ TableName: table(), Key: keyOf(object), ConsistentRead: true }),
  )
  return Item?.rows ?? 0
}

async function move(object: ObjectName, from: number, to: number): Promise<void> {
  await dynamodb.send(
    new TransactWriteCommand({
      TransactItems: [
        {
          Update: {
            TableName: table(),
            Key: keyOf(object),
            UpdateExpression: "SET #rows = :to",
            ConditionExpression: from === 0 ? "attribute_not_exists(#rows)" : "#rows = :from",
            ExpressionAttributeNames: { "#rows": "rows" },
            ExpressionAttributeValues: { ":to": to, ...(from === 0 ? {} : { ":from": from }) },
          },
        },
        {
          Update: {
            TableName: table(),
            Key: { pk: days, sk: `${object.date}#${object.part}` },
            UpdateExpression: "ADD #rows :more",
            ExpressionAttributeNames: { "#rows": "rows" },
            ExpressionAttributeValues: { ":more": to - from },
          },
        },
      ],
    }),
  )
}
