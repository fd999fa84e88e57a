/** Putting invoices on the stream. */
import { type KinesisClient, PutRecordsCommand, type PutRecordsRequestEntry } from "@aws-sdk/client-kinesis"
import { resourceName } from "../stage.ts"
import type { InvoiceIssued } from "./invoice-issued.ts"

/** What one PutRecords takes: records, and bytes with their keys (10 MiB on AWS; emulators stop at the older 5). */
const recordsPerCall = 500
const bytesPerCall = 4.5 * 1024 * 1024

/** What became of the invoices: how many the stream accepted, and those that it refused to the end. */
export type Sent = { accepted: number; refused: InvoiceIssued[] }

/**
 * Sends invoices, each to the shard of its customer. PutRecords may accept some records of a call and refuse
 * others: only those are sent again, `tries` times in all with growing pauses. A call that fails as a whole is
 * tried again by the SDK, then throws.
 */
export async function sendInvoices(
  kinesis: Pick<KinesisClient, "send">,
  invoices: InvoiceIssued[],
  { tries = 6, pauseMs = 50 } = {},
): Promise<Sent> {
  let accepted = 0
  let waiting = invoices
  for (let attempt = 1; waiting.length > 0 && attempt <= tries; attempt++) {
    if (attempt > 1) await pause(pauseMs * 2 ** (attempt - 1))
    const refused: InvoiceIssued[] = []
    for (const call of inCalls(waiting)) {
      const { Records } = await kinesis.send(
        new PutRecordsCommand({
          StreamName: resourceName("invoices"),
          Records: call.map(({ entry }) => entry),
        }),
      )
      call.forEach(({ invoice }, n) => {
        if (Records?.[n]?.ErrorCode) refused.push(invoice)
        else accepted++
      })
    }
    waiting = refused
  }
  return { accepted, refused: waiting }
}

type Entry = { invoice: InvoiceIssued; entry: PutRecordsRequestEntry }

function* inCalls(invoices: InvoiceIssued[]): Generator<Entry[]> {
  let call: Entry[] = []
  let bytes = 0
  for (const invoice of invoices) {
    const Data = Buffer.from(JSON.stringify(invoice))
    const PartitionKey = invoice.data.customerId
    const size = Data.byteLength + Buffer.byteLength(PartitionKey)
    if (call.length === recordsPerCall || (call.length > 0 && bytes + size > bytesPerCall)) {
      yield call
      call = []
      bytes = 0
    }
    call.push({ invoice, entry: { Data, PartitionKey } })
    bytes += size
  }
  if (call.length > 0) yield call
}

/** With a random part, so that senders that were refused together do not come back together. */
const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms * (0.5 + Math.random() / 2)))
