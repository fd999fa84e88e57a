/** Reading the records of the invoice stream as Lambda hands them to a function. */
import type { KinesisStreamBatchResponse, KinesisStreamRecord } from "aws-lambda"
import { withCorrelation } from "./correlation.ts"
import { type InvoiceReading, readInvoice } from "./events/read-invoice.ts"

/** Where a record came from; shard and sequence number name it for good. */
export type RecordOrigin = {
  streamArn: string
  shardId: string
  /** Decimal digits, too large for a number. */
  sequenceNumber: string
  partitionKey: string
  /** When it arrived on the stream, in milliseconds since 1970. */
  arrivedAt: number
  bytes: Uint8Array
}

/** A record with what was read from it: an invoice, or why it is none. */
export type StreamRecord = RecordOrigin & InvoiceReading

/** A record that is an invoice. */
export type InvoiceRecord = Extract<StreamRecord, { poison?: undefined }>

/** A record that is none. */
export type PoisonRecord = Extract<StreamRecord, { invoice?: undefined }>

/** Reads one record. Never throws for what the record holds. */
export function readStreamRecord({ eventID, eventSourceARN, kinesis }: KinesisStreamRecord): StreamRecord {
  const bytes = Buffer.from(kinesis.data, "base64")
  return {
    streamArn: eventSourceARN,
    // eventID is `<shardId>:<sequenceNumber>`; the shard is nowhere else in a record.
    shardId: eventID.slice(0, eventID.indexOf(":")),
    sequenceNumber: kinesis.sequenceNumber,
    partitionKey: kinesis.partitionKey,
    arrivedAt: Math.round(kinesis.approximateArrivalTimestamp * 1000),
    bytes,
    ...readInvoice(bytes),
  }
}

/** Runs `work` with the correlation id that the record's event carries, or with a new one. */
export const forRecord = <T>(record: StreamRecord, work: () => T): T =>
  withCorrelation(record.invoice?.correlationid, work)

/**
 * The answer for a batch of which some records failed. The one with the lowest sequence number is enough: Lambda
 * sends that record and all after it again, those that succeeded too.
 *
 * Powertools' batch processor is not used for this: it calls a function for each record, and our consumers write
 * many records at once.
 */
export function batchAnswer(failed: RecordOrigin[]): KinesisStreamBatchResponse {
  const [first, ...rest] = failed.map(({ sequenceNumber }) => sequenceNumber)
  if (first === undefined) return { batchItemFailures: [] }
  const lowest = rest.reduce((low, next) => (BigInt(next) < BigInt(low) ? next : low), first)
  return { batchItemFailures: [{ itemIdentifier: lowest }] }
}
