/**
 * Puts every bill that was made by the API on the stream of invoices, from the table's own stream: what was stored
 * is published, however the request ended. Delivery is at least once; consumers know a bill by its id.
 */
import type { AttributeValue } from "@aws-sdk/client-dynamodb"
import { unmarshall } from "@aws-sdk/util-dynamodb"
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda"
import { kinesis } from "../shared/aws/kinesis.ts"
import { type InvoiceIssued, invoiceIssuedType, sourceOf } from "../shared/events/invoice-issued.ts"
import { sendInvoices } from "../shared/events/send-invoices.ts"
import { isolate } from "../shared/isolate.ts"
import { keepRefused } from "../shared/keep-refused.ts"
import { createLogger } from "../shared/logger.ts"
import { toMajor } from "../shared/money.ts"
import type { RecordOrigin } from "../shared/stream-records.ts"
import type { Bill } from "./bill.ts"
import { fromItem } from "./stored-bill.ts"

const logger = createLogger("billing-service")

/** Lambda's entry. A bill that the stream can never take goes into quarantine, and the others are published. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const issued = event.Records.filter(isIssued)
  const { results, refused } = await isolate(issued, async some => {
    const sent = await sendInvoices(
      kinesis,
      some.map(record => toInvoice(billOf(record))),
    )
    return sent.refused.map(({ id }) => id)
  })
  const origins = refused.map(({ record, error }) => ({ record: originOf(record), error }))
  await keepRefused("publish-bill", origins, logger)
  const throttled = new Set(results.flat())
  // Everything from the first throttled bill on comes again: Lambda goes on there.
  const first = issued.find(record => throttled.has(record.dynamodb?.NewImage?.id?.S ?? ""))
  if (!first) return { batchItemFailures: [] }
  logger.warn("bills will be published again", {
    from: first.dynamodb?.NewImage?.id?.S,
    bills: throttled.size,
  })
  return { batchItemFailures: [{ itemIdentifier: first.dynamodb?.SequenceNumber ?? "" }] }
}

/**
 * The mapping's filters say the same; a cloud that ignores filters sends everything. Bills from before there were
 * drafts have no kind, and were issued as they were made.
 */
function isIssued({ eventName, dynamodb }: DynamoDBRecord): boolean {
  const { origin, kind, announce } = dynamodb?.NewImage ?? {}
  if (origin?.S !== "api") return false
  return kind ? announce?.S === "issued" : eventName === "INSERT"
}

const billOf = (record: DynamoDBRecord): Bill =>
  fromItem(unmarshall(record.dynamodb?.NewImage as Record<string, AttributeValue>))

/** What quarantine keeps of it: the event, and the bill itself where not even that can be made. */
function originOf({ eventSourceARN = "", dynamodb }: DynamoDBRecord): RecordOrigin {
  const image = unmarshall((dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>)
  return {
    streamArn: eventSourceARN,
    shardId: "bills", // a record of a table's stream does not name its shard
    sequenceNumber: dynamodb?.SequenceNumber ?? "0",
    partitionKey: String(image.customerId),
    arrivedAt: (dynamodb?.ApproximateCreationDateTime ?? 0) * 1000,
    bytes: Buffer.from(JSON.stringify(eventOrBill(image))),
  }
}

function eventOrBill(image: Record<string, unknown>): object {
  try {
    return toInvoice(fromItem(image))
  } catch {
    return image
  }
}

/** The event of a bill; amounts and time are those of its issue, in the major unit. */
export function toInvoice(bill: Bill): InvoiceIssued {
  return {
    specversion: "1.0",
    id: bill.id,
    source: sourceOf("billing-service"),
    type: invoiceIssuedType,
    time: bill.issuedAt ?? bill.createdAt,
    datacontenttype: "application/json",
    correlationid: bill.correlationId,
    data: {
      customerId: bill.customerId,
      productItems: bill.lines.map(({ productId, quantity, unitPrice, price, taxRate }) => ({
        productId,
        quantity,
        unitPrice: toMajor(unitPrice),
        price: toMajor(price),
        taxRate,
      })),
      subtotal: toMajor(bill.subtotal),
      taxes: bill.taxes.map(({ rate, base, amount }) => ({
        rate,
        base: toMajor(base),
        amount: toMajor(amount),
      })),
      total: toMajor(bill.total),
      currency: bill.currency,
      origin: bill.origin,
      createdAt: bill.issuedAt ?? bill.createdAt,
    },
  }
}
