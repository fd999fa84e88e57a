/** Invoices of other systems, put on the stream as they are. */
import { PutRecordsCommand } from "@aws-sdk/client-kinesis"
import type { InvoiceIssued } from "../../functions/shared/events/invoice-issued.ts"
import { clients } from "./clients.ts"

type Wanted = { id: string; customerId: string; price: number; createdAt?: string; taxRate?: number }

/** The event of an invoice with one line. */
export const anInvoice = ({
  id,
  customerId,
  price,
  taxRate,
  createdAt = new Date().toISOString(),
}: Wanted): InvoiceIssued => ({
  specversion: "1.0",
  id,
  source: "/tests",
  type: "facturo.invoice.issued.v1",
  time: createdAt,
  datacontenttype: "application/json",
  data: {
    customerId,
    productItems: [
      { productId: "p", quantity: 1, unitPrice: price, price, ...(taxRate === undefined ? {} : { taxRate }) },
    ],
    subtotal: price,
    total: price,
    currency: "EUR",
    origin: "stream",
    createdAt,
  },
})

/** Puts them on the stream of a stage, spread over the shards by id. */
export async function putInvoices(stage: string, wanted: Wanted[]): Promise<void> {
  for (let start = 0; start < wanted.length; start += 500) {
    await clients.kinesis.send(
      new PutRecordsCommand({
        StreamName: `facturo-${stage}-invoices`,
        Records: wanted.slice(start, start + 500).map(one => ({
          Data: Buffer.from(JSON.stringify(anInvoice(one))),
          PartitionKey: one.id,
        })),
      }),
    )
  }
}
