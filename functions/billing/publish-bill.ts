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
import { createLogger } from "../shared/logger.ts"
import { toMajor } from "../shared/money.ts"
import type { Bill } from "./bill.ts"

const logger = createLogger("billing-service")

export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const published = event.Records.filter(isNewApiBill)
  const invoices = published.map(record => toInvoice(billOf(record)))
  const { refused } = await sendInvoices(kinesis, invoices)
  if (refused.length === 0) return { batchItemFailures: [] }
  // Everything from the first refused bill on comes again: Lambda goes on there.
  const first = invoices.findIndex(invoice => refused.includes(invoice))
  logger.warn("bills will be published again", { from: refused[0]?.id, refused: refused.length })
  return { batchItemFailures: [{ itemIdentifier: published[first]?.dynamodb?.SequenceNumber ?? "" }] }
}

/** The mapping's filter says the same; a cloud that ignores filters sends everything. */
const isNewApiBill = (record: DynamoDBRecord): boolean =>
  record.eventName === "INSERT" && record.dynamodb?.NewImage?.origin?.S === "api"

const billOf = (record: DynamoDBRecord): Bill =>
  unmarshall(record.dynamodb?.NewImage as Record<string, AttributeValue>) as Bill

/** The event of a bill; amounts are those at its issue, in the major unit. */
export function toInvoice(bill: Bill): InvoiceIssued {
  return {
    specversion: "1.0",
    id: bill.id,
    source: sourceOf("billing-service"),
    type: invoiceIssuedType,
    time: bill.createdAt,
    datacontenttype: "application/json",
    correlationid: bill.correlationId,
    data: {
      customerId: bill.customerId,
      productItems: bill.lines.map(({ productId, quantity, unitPrice, price }) => ({
        productId,
        quantity,
        unitPrice: toMajor(unitPrice),
        price: toMajor(price),
      })),
      subtotal: toMajor(bill.subtotal),
      total: toMajor(bill.total),
      currency: bill.currency,
      origin: bill.origin,
      createdAt: bill.createdAt,
    },
  }
}
