/** Builders of test data: invoices, and stream events as Lambda hands them to a function. */
import type { KinesisStreamEvent, KinesisStreamRecord } from "aws-lambda"
import { type InvoiceIssued, invoiceIssuedType } from "../events/invoice-issued.ts"

/** An invoice of one line, with what a test cares about. */
export function anInvoice({
  id = "bill-1",
  customerId = "1",
  createdAt = "2026-11-22T10:05:30.000Z",
  total = 12.5,
  correlationid = "request-1",
}: {
  id?: string
  customerId?: string
  createdAt?: string
  total?: number
  correlationid?: string
} = {}): InvoiceIssued {
  return {
    specversion: "1.0",
    id,
    source: "/facturo/test",
    type: invoiceIssuedType,
    time: createdAt,
    datacontenttype: "application/json",
    correlationid,
    data: {
      customerId,
      productItems: [{ productId: "1", quantity: 3, unitPrice: total, price: total }],
      subtotal: total,
      total,
      currency: "EUR",
      origin: "stream",
      createdAt,
    },
  }
}

/** A record with this content (bytes, or an invoice) at this place of the stream. */
export function aRecord(
  content: InvoiceIssued | Uint8Array,
  {
    sequenceNumber = 1,
    shardId = "shardId-000000000000",
    arrivedAt = "2026-11-22T10:05:31.250Z",
  }: { sequenceNumber?: number; shardId?: string; arrivedAt?: string } = {},
): KinesisStreamRecord {
  const bytes = content instanceof Uint8Array ? content : new TextEncoder().encode(JSON.stringify(content))
  // As long as those of Kinesis: too large for a number.
  const longNumber = `495903382719${String(sequenceNumber).padStart(44, "0")}`
  return {
    eventID: `${shardId}:${longNumber}`,
    eventName: "aws:kinesis:record",
    eventSource: "aws:kinesis",
    eventVersion: "1.0",
    invokeIdentityArn: "arn:aws:iam::000000000000:role/test",
    awsRegion: "eu-west-1",
    eventSourceARN: "arn:aws:kinesis:eu-west-1:000000000000:stream/invoices",
    kinesis: {
      kinesisSchemaVersion: "1.0",
      partitionKey: content instanceof Uint8Array ? "?" : content.data.customerId,
      sequenceNumber: longNumber,
      data: Buffer.from(bytes).toString("base64"),
      approximateArrivalTimestamp: Date.parse(arrivedAt) / 1000,
    },
  }
}

/** A batch of records. */
export const anEvent = (...records: KinesisStreamRecord[]): KinesisStreamEvent => ({ Records: records })

/** Records of these contents, one after the other on one shard. */
export const recordsOf = (contents: (InvoiceIssued | Uint8Array)[]): KinesisStreamRecord[] =>
  contents.map((content, n) => aRecord(content, { sequenceNumber: n + 1 }))
