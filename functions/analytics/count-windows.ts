/**
 * Counts the invoices of the stream in windows of 5 seconds, by their arrival. Where Lambda cuts the stream into
 * tumbling windows, the sums are carried from call to call and stored when a window closes; where the platform does
 * not, every batch adds its parts to the windows at once.
 */
import type { KinesisStreamEvent } from "aws-lambda"
import { isolate } from "../shared/isolate.ts"
import { keepRefused } from "../shared/keep-refused.ts"
import { createLogger } from "../shared/logger.ts"
import {
  forRecord,
  type InvoiceRecord,
  readStreamRecord,
  type StreamRecord,
} from "../shared/stream-records.ts"
import { type Claiming, claim } from "./claims.ts"
import { addTallies, emptyTally, tallyOf } from "./tally.ts"
import { windowFrom, windowOf } from "./window.ts"
import { type Part, windows } from "./windows.ts"

const logger = createLogger("analytics-service")

/** What an event has besides its records where a tumbling window is set. */
type WindowedEvent = KinesisStreamEvent & {
  window: { start: string; end: string }
  /** What the call before returned, `{}` in the first call of a window. */
  state: Part | Record<string, never>
  shardId: string
  isFinalInvokeForWindow: boolean
  /** The state grew too large: it is taken from us now, and the window goes on with an empty one. */
  isWindowTerminatedEarly: boolean
}

type Answer = { state: Part | Record<string, never>; batchItemFailures: [] }

/**
 * Lambda's entry. It throws when anything fails, so that the whole batch comes again with the same state: a part of
 * it must not be counted. Records that are no invoices are passed over; the export service keeps them.
 */
export async function handler(event: KinesisStreamEvent | WindowedEvent): Promise<Answer> {
  const records = event.Records.map(readStreamRecord)
  if ("window" in event) return { state: await countOn(event, records), batchItemFailures: [] }
  await countByArrival(invoicesOf(records))
  return { state: {}, batchItemFailures: [] }
}

/** Counts on from the event's state and gives the state for the next call. */
async function countOn(event: WindowedEvent, records: StreamRecord[]): Promise<Answer["state"]> {
  const window = { ...windowFrom(event.window), shardId: event.shardId }
  let part = "generation" in event.state ? (event.state as Part) : undefined
  const last = records.at(-1)
  if (last) {
    part ??= { ...emptyTally, to: last.sequenceNumber, ...(await windows.open(window)) }
    const invoices = invoicesOf(records)
    const claimed = await claimPossible(invoices, { again: part })
    const sum = addTallies([part, tallyOf(claimed.map(({ invoice }) => invoice))])
    part = { ...part, ...sum, to: last.sequenceNumber }
    log(invoices, claimed)
  }
  if (!event.isFinalInvokeForWindow && !event.isWindowTerminatedEarly) return part ?? {}
  if (part) await windows.store(window, part)
  if (event.isFinalInvokeForWindow) await windows.close(window)
  return {}
}

/** Counts each invoice into the window that it arrived in. The claims and the sums are one transaction. */
async function countByArrival(invoices: InvoiceRecord[]): Promise<void> {
  const byWindow = Map.groupBy(
    invoices,
    ({ arrivedAt, shardId }) => `${windowOf(arrivedAt).start}#${shardId}`,
  )
  for (const group of byWindow.values()) {
    const claimed = await claimPossible(group, { together: writeOf })
    log(group, claimed)
  }
}

/** Claims for these records; one that cannot be claimed, ever, goes into quarantine and the others are counted. */
async function claimPossible(invoices: InvoiceRecord[], claiming: Claiming): Promise<InvoiceRecord[]> {
  const { results, refused } = await isolate(invoices, some => claim(some, claiming))
  await keepRefused("count-windows", refused, logger)
  return results.flat()
}

function writeOf(records: InvoiceRecord[]) {
  const { arrivedAt, shardId, sequenceNumber } = records[0] as InvoiceRecord
  const tally = tallyOf(records.map(({ invoice }) => invoice))
  return windows.writeOfPart({ ...windowOf(arrivedAt), shardId }, tally, sequenceNumber)
}

const invoicesOf = (records: StreamRecord[]): InvoiceRecord[] =>
  records.filter(record => record.invoice !== undefined)

function log(invoices: InvoiceRecord[], claimed: InvoiceRecord[]): void {
  const counted = new Set(claimed)
  for (const record of invoices) {
    const { invoice, shardId, sequenceNumber } = record
    const line = { billId: invoice.id, shardId, sequenceNumber }
    forRecord(record, () =>
      counted.has(record)
        ? logger.debug("invoice was counted", line)
        : logger.info("invoice was counted before, by another record or call", line),
    )
  }
}
