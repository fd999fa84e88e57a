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
import { fromItem } from "./bill-items.ts"

const logger = createLogger("billing-service")

export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const published = event.Records.filter(isIssued)
  const invoices = published.map(record => toInvoice(billOf(record)))
  const { refused } = await sendInvoices(kinesis, invoices)
  if (refused.length === 0) return { batchItemFailures: [] }
  // Everything from the first refused bill on comes again: Lambda goes on there.
  const first = invoices.findIndex(invoice => refused.includes(invoice))
  logger.warn("bills will be published again", { from: refused[0]?.id, refused: refused.length })
  return { batchItemFailures: [{ itemIdentifier: published[first]?.dynamodb?.SequenceNumber ?? "" }] }
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
