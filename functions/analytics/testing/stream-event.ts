/** Builders of test data: records of invoices, and the events of tumbling windows as Lambda hands them over. */
import type { KinesisStreamRecord } from "aws-lambda"
import { invoiceIssuedType } from "../../shared/events/invoice-issued.ts"

/** Where and when a record is, and what a test cares about of its invoice. */
export type RecordSpec = {
  id: string
  customerId?: string
  /** Decimal, of the major unit. */
  total?: number
  sequence?: number
  shard?: number
  /** Milliseconds since 1970. */
  arrivedAt: number
}

/** The name of a shard. */
export const shardIdOf = (shard: number): string => `shardId-${String(shard).padStart(12, "0")}`

/** A record that carries an invoice of one line. */
export function aRecord({
  id,
  customerId = "1",
  total = 10,
  sequence = 1,
  shard = 0,
  arrivedAt,
}: RecordSpec): KinesisStreamRecord {
  const createdAt = new Date(arrivedAt).toISOString()
  const invoice = {
    specversion: "1.0",
    id,
    source: "/facturo/test",
    type: invoiceIssuedType,
    time: createdAt,
    datacontenttype: "application/json",
    data: {
      customerId,
      productItems: [{ productId: "1", quantity: 1, unitPrice: total, price: total }],
      subtotal: total,
      total,
      currency: "EUR",
      origin: "stream",
      createdAt,
    },
  }
  return recordWith(JSON.stringify(invoice), { sequence, shard, arrivedAt })
}

/** A record of any text. */
export function recordWith(
  text: string,
  { sequence, shard, arrivedAt }: { sequence: number; shard: number; arrivedAt: number },
): KinesisStreamRecord {
  // As long as those of Kinesis: too large for a number.
  const sequenceNumber = `495903382719${String(sequence).padStart(44, "0")}`
  return {
    eventID: `${shardIdOf(shard)}:${sequenceNumber}`,
    eventName: "aws:kinesis:record",
    eventSource: "aws:kinesis",
    eventVersion: "1.0",
    invokeIdentityArn: "arn:aws:iam::000000000000:role/test",
    awsRegion: "eu-west-1",
    eventSourceARN: "arn:aws:kinesis:eu-west-1:000000000000:stream/invoices",
    kinesis: {
      kinesisSchemaVersion: "1.0",
      partitionKey: "1",
      sequenceNumber,
      data: Buffer.from(text).toString("base64"),
      approximateArrivalTimestamp: arrivedAt / 1000,
    },
  }
}

/** An event of a tumbling window that begins at `start`; times are written as Lambda writes them. */
export function windowEvent({
  records = [],
  start,
  shard = 0,
  state = {},
  last = false,
  early = false,
}: {
  records?: KinesisStreamRecord[]
  start: number
  shard?: number
  state?: object
  last?: boolean
  early?: boolean
}) {
  const written = (time: number) => new Date(time).toISOString().replace(".000Z", "Z")
  return {
    Records: records,
    window: { start: written(start), end: written(start + 5000) },
    state,
    shardId: shardIdOf(shard),
    eventSourceARN: "arn:aws:kinesis:eu-west-1:000000000000:stream/invoices",
    isFinalInvokeForWindow: last,
    isWindowTerminatedEarly: early,
  }
}
