/**
 * Writes the invoices of the stream into the CSV objects, and what is no invoice into quarantine. A record may come
 * any number of times and in any batch: its row is in one object by its id, and its object's rows are counted as
 * they are, so that a repeat changes nothing and mends what a crash left undone.
 */
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from "aws-lambda"
import { isolate } from "../shared/isolate.ts"
import { keepRefused } from "../shared/keep-refused.ts"
import { createLogger } from "../shared/logger.ts"
import { quarantine } from "../shared/quarantine.ts"
import {
  batchAnswer,
  forRecord,
  type InvoiceRecord,
  type PoisonRecord,
  readStreamRecord,
  type StreamRecord,
} from "../shared/stream-records.ts"
import { csvObjects } from "./csv-objects.ts"
import { keyOf, type ObjectName, objectOf } from "./object-name.ts"
import { rowOf } from "./row.ts"
import { rowCounts } from "./row-counts.ts"

const logger = createLogger("export-service")

/** The rows of one object that are in this batch. */
type Share = { object: ObjectName; records: InvoiceRecord[] }

/** Lambda's entry. Records that could not be written are named, and come again with all after them. */
export async function handler(event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> {
  const records = event.Records.map(readStreamRecord)
  const failed = await Promise.all([
    ...records.filter(record => record.poison !== undefined).map(keepPoison),
    ...lanes(records.filter(record => record.invoice !== undefined)).map(writeLane),
  ])
  return batchAnswer(failed.flat())
}

async function keepPoison(record: PoisonRecord): Promise<StreamRecord[]> {
  return forRecord(record, async () => {
    const { shardId, sequenceNumber, poison } = record
    try {
      const id = await quarantine.keep(record, poison.reason, poison.detail)
      logger.warn("record is no invoice", { shardId, sequenceNumber, reason: poison.reason, id })
      return []
    } catch (error) {
      logger.error("record is not in quarantine", { error, shardId, sequenceNumber })
      return [record]
    }
  })
}

/** The objects of a batch; those that share a counter are in one lane, so that they do not meet there. */
function lanes(records: InvoiceRecord[]): Share[][] {
  const shares = new Map<string, Share>()
  for (const record of records) {
    const object = objectOf(record.invoice)
    const share = shares.get(keyOf(object)) ?? { object, records: [] }
    share.records.push(record)
    shares.set(keyOf(object), share)
  }
  const byCounter = Object.groupBy(shares.values(), ({ object }) => `${object.date}#${object.part}`)
  return Object.values(byCounter).filter(lane => lane !== undefined)
}

/** Writes objects one after the other; gives the records of those that failed. */
async function writeLane(lane: Share[]): Promise<StreamRecord[]> {
  const failed: StreamRecord[] = []
  for (const { object, records } of lane) {
    const key = keyOf(object)
    try {
      const { refused } = await isolate(records, async some => {
        const rows = await csvObjects.append(
          key,
          some.map(({ invoice }) => rowOf(invoice)),
        )
        await rowCounts.settle(object, rows)
      })
      await keepRefused("write-csv", refused, logger)
      const lost = new Set(refused.map(({ record }) => record))
      const written = records.filter(record => !lost.has(record))
      logRecords(written, record => logger.debug("invoice is in the export", { key, ...nameOf(record) }))
    } catch (error) {
      logger.error("export object was not written", { error, key, records: records.length })
      logRecords(records, record => logger.warn("invoice is not in the export", { key, ...nameOf(record) }))
      failed.push(...records)
    }
  }
  return failed
}

function logRecords(records: InvoiceRecord[], log: (record: InvoiceRecord) => void): void {
  for (const record of records) forRecord(record, () => log(record))
}

const nameOf = ({ invoice, shardId, sequenceNumber }: InvoiceRecord) => ({
  billId: invoice.id,
  shardId,
  sequenceNumber,
})
