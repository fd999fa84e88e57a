/**
 * An invoice may be on the stream more than once. Before it is counted, the record that carries it claims it in the
 * table `windows`; only the record that has the claim is counted.
 */
import { setTimeout as wait } from "node:timers/promises"
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb"
import { TransactWriteCommand, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { resourceName } from "../shared/stage.ts"
import type { InvoiceRecord } from "../shared/stream-records.ts"

/** Writes that one transaction takes. */
const largestTransaction = 100

/** Transactions under way at once. */
const atOnce = 5

/** How often a transaction is tried that only meets others. */
const tries = 25

/** How long a claim is kept, in seconds: longer than a record stays on the stream (7 days in production). */
export const keptFor = 9 * 24 * 3600

/** The key of an invoice's claim. */
export const claimKey = (invoiceId: string) => ({ pk: `invoice#${invoiceId}`, sk: "counted" })

/** A write of a transaction. */
export type Write = NonNullable<TransactWriteCommandInput["TransactItems"]>[number]

/** How records claim. */
export type Claiming = {
  /**
   * For records that are counted into a state which may be lost: a record claims again what it claimed before, and is
   * to be counted again. Not so up to the record `storedTo`, for these are stored; unless they were claimed in this
   * generation of the state, which is not. Without this a claim is for good.
   */
  again?: { generation: number; storedTo?: string | undefined }
  /** One more write that happens if and only if these records, and no others, get their claims. */
  together?: (records: InvoiceRecord[]) => Write
}

/** Claims for these records and gives those that have one now, in their order. */
export async function claim(records: InvoiceRecord[], claiming: Claiming = {}): Promise<InvoiceRecord[]> {
  // A transaction takes an item once only; of two records with one invoice the first is the one that counts.
  const firsts = new Map<string, InvoiceRecord>()
  for (const record of records) if (!firsts.has(record.invoice.id)) firsts.set(record.invoice.id, record)
  const waiting = chunks([...firsts.values()], largestTransaction - (claiming.together ? 1 : 0))
  const claimed: InvoiceRecord[][] = []
  for (let start = 0; start < waiting.length; start += atOnce) {
    const some = waiting.slice(start, start + atOnce)
    claimed.push(...(await Promise.all(some.map(chunk => claimChunk(chunk, claiming)))))
  }
  return claimed.flat()
}

async function claimChunk(records: InvoiceRecord[], claiming: Claiming): Promise<InvoiceRecord[]> {
  let free = records
  let attempt = 0
  while (free.length > 0) {
    const writes = free.map(record => claimOf(record, claiming.again))
    if (claiming.together) writes.push(claiming.together(free))
    try {
      await dynamodb.send(new TransactWriteCommand({ TransactItems: writes }))
      return free
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error
      // The reasons are in the order of the writes.
      const codes = error.CancellationReasons?.map(({ Code }) => Code) ?? []
      const left = free.filter((_, n) => codes[n] !== "ConditionalCheckFailed")
      if (left.length === free.length) {
        if (++attempt === tries) throw error
        await wait(Math.random() * 10 * attempt)
      }
      free = left
    }
  }
  return free
}

function claimOf({ invoice, shardId, sequenceNumber }: InvoiceRecord, again: Claiming["again"]): Write {
  const isStored = again?.storedTo !== undefined && BigInt(sequenceNumber) <= BigInt(again.storedTo)
  return {
    Put: {
      TableName: resourceName("windows"),
      Item: {
        ...claimKey(invoice.id),
        shardId,
        sequenceNumber,
        generation: again?.generation,
        expiresAt: Math.floor(Date.now() / 1000) + keptFor,
      },
      ConditionExpression: `attribute_not_exists(pk)${again ? ` OR (${sameRecord}${isStored ? sameState : ""})` : ""}`,
      ExpressionAttributeValues: again && {
        ":shardId": shardId,
        ":sequenceNumber": sequenceNumber,
        ...(isStored ? { ":generation": again.generation } : {}),
      },
    },
  }
}

const sameRecord = "shardId = :shardId AND sequenceNumber = :sequenceNumber"
const sameState = " AND generation = :generation"

function chunks<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))
}
