/**
 * Records the invoices of the stream as bills. An invoice that was made by this service's own API is a bill
 * already; one that was recorded before stays as it is, so a batch may come any number of times.
 */
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from "aws-lambda"
import { createLogger } from "../shared/logger.ts"
import { batchAnswer, readStreamRecord } from "../shared/stream-records.ts"
import { billOfInvoice } from "./bill-of-invoice.ts"
import { bills } from "./repository.ts"

const logger = createLogger("billing-service")

/** Throws when the table cannot be written: the whole batch comes again. Poison is the export service's to keep. */
export async function handler(event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> {
  const invoices = event.Records.map(readStreamRecord).flatMap(({ invoice }) => invoice ?? [])
  const made = invoices.filter(({ data }) => data.origin === "stream").map(billOfInvoice)
  const unique = [...new Map(made.map(bill => [bill.id, bill])).values()]
  const added = await bills.addMissing(unique)
  if (added < made.length) logger.info("invoices were recorded before", { repeats: made.length - added })
  return batchAnswer([])
}
