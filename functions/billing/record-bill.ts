/**
 * Records the invoices of the stream as bills. An invoice that was made by this service's own API is a bill
 * already; one that was recorded before stays as it is, so a batch may come any number of times.
 */
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from "aws-lambda"
import { isolate } from "../shared/isolate.ts"
import { keepRefused } from "../shared/keep-refused.ts"
import { createLogger } from "../shared/logger.ts"
import { batchAnswer, type InvoiceRecord, readStreamRecord } from "../shared/stream-records.ts"
import { billOfInvoice } from "./bill-of-invoice.ts"
import { bills } from "./repository.ts"

const logger = createLogger("billing-service")

/**
 * Throws when the table cannot be written: the whole batch comes again. A record that no table could take goes into
 * quarantine, and the others are written. Poison is the export service's to keep.
 */
export async function handler(event: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> {
  const records = event.Records.map(readStreamRecord).filter(record => record.invoice !== undefined)
  const unrecorded = records.filter(({ invoice }) => invoice.data.origin === "stream")
  const { results, refused } = await isolate(unrecorded, async some => some.map(billOf))
  // By id, each once: of two records with one invoice either is recorded.
  const made = new Map(results.flat().map(entry => [entry.bill.id, entry]))
  const stored = await bills.addMissing([...made.values()].map(({ bill }) => bill))
  for (const { record: bill, error } of stored.refused) {
    const record = made.get(bill.id)?.record
    if (record) refused.push({ record, error })
  }
  await keepRefused("record-bill", refused, logger)
  const repeats = unrecorded.length - stored.added - refused.length
  if (repeats > 0) logger.info("invoices were recorded before", { repeats })
  return batchAnswer([])
}

const billOf = (record: InvoiceRecord) => ({ record, bill: billOfInvoice(record.invoice) })
