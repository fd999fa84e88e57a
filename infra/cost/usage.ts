/**
 * What a month of so many bills uses, from written assumptions: what the code does, counted by hand on 2026-11-22 and to be
 * counted again when it changes; sizes that were measured; guesses that say so.
 */
import type { prices } from "./prices.ts"

/** Units of each price that a month takes. */
export type Usage = Partial<Record<keyof typeof prices, number>>

export const assumptions = {
  /** Of all bills, those that come through the API; the rest comes on the stream. A guess. */
  shareByApi: 0.1,
  /** Times that a bill is read through the API, lists of 50 counted as one read. A guess. */
  readsPerBill: 0.5,
  /** Share of bills that a discount job rewrites, once. The nightly job takes every bill. */
  shareDiscounted: 1,
  /** A bill as an item, and as an event, in KB; measured over 2,000 of the producer's, which have 5.5 lines. */
  itemKb: 1.7,
  eventKb: 0.96,
  /** Write units of such an item: its KB, each bill rounded up; measured too. */
  itemUnits: 2.2,
  /** Indexes of the bills table that hold a whole copy of every bill: newest, customer, and undiscounted or status. */
  indexes: 3,
  /** Functions that read the stream: bills, CSV, windows. */
  readers: 3,
  /** Records that a batch has on average. By month's mean rate of a shard; a busy hour has more. */
  recordsPerBatch: 40,
  /** CSV objects that a batch touches: customers are spread over 16. */
  objectsPerBatch: 12,
  /** Seconds that a batch of those takes, of a function with 0.5 GB. A guess from local runs. */
  secondsPerBatch: 0.5,
  /** Seconds that a request takes. A guess from local runs. */
  secondsPerRequest: 0.05,
  memoryGb: 0.5,
  /** Log lines of a request and of a batch together; kilobytes. Records are logged at debug, which is off. */
  logKb: 1,
  /** X-Ray's default: one request a second, and 5 % of the others. */
  shareTraced: 0.05,
  alarms: 50,
  hours: 730,
  /** Months of bills that the tables hold. */
  monthsKept: 12,
}

const million = 1_000_000
/** What `bills` in one month use, on an on-demand stream. */
export function usageOf(bills: number, a = assumptions): Usage {
  const byApi = bills * a.shareByApi
  const batches = (bills / a.recordsPerBatch) * a.readers + byApi / a.recordsPerBatch
  const requests = byApi + bills * a.readsPerBill
  // In the table by a transaction (double), in each index once.
  const stored = bills * a.itemUnits * (2 + a.indexes)
  // The table's item again, both its lists, and its going out of the list of undiscounted ones.
  const discounted = bills * a.shareDiscounted * a.itemUnits * (2 + a.indexes)
  const claimed = bills * 2
  const csvBatches = bills / a.recordsPerBatch
  const objectCounts = csvBatches * a.objectsPerBatch * 4
  const gb = (kb: number) => (bills * kb) / million
  return {
    writeUnits: (stored + discounted + claimed + objectCounts) / million,
    readUnits: (requests * 2 + bills * a.shareDiscounted + csvBatches * a.objectsPerBatch) / million,
    tableStorage: gb(a.itemKb) * (1 + a.indexes) * a.monthsKept,
    tableBackup: gb(a.itemKb) * a.monthsKept,
    streamHours: a.hours,
    streamIn: gb(Math.ceil(a.eventKb)),
    streamOut: gb(Math.ceil(a.eventKb)) * a.readers,
    streamKept: gb(Math.ceil(a.eventKb)) * (6 / 30),
    lambdaTime: (batches * a.secondsPerBatch + requests * a.secondsPerRequest) * a.memoryGb,
    lambdaCalls: (batches + requests) / million,
    s3Puts: (csvBatches * a.objectsPerBatch) / million,
    s3Gets: (csvBatches * a.objectsPerBatch) / million,
    s3Storage: gb(0.2) * a.monthsKept,
    apiCalls: requests / million,
    logs: ((batches + requests) * a.logKb) / million,
    alarms: a.alarms,
    traces: ((batches + requests) * a.shareTraced) / million,
  }
}

/** What the stream alone uses with a fixed number of shards, in place of `stream…` above. */
export function provisionedStream(bills: number, shards: number, a = assumptions): Usage {
  return {
    shardHours: shards * a.hours,
    shardHoursKept: shards * a.hours,
    putUnits: (bills * Math.ceil(a.eventKb / 25)) / million,
  }
}
