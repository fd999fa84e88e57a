/**
 * Consumes one shard: reads ahead, forms batches, delivers them one at a time (one in each lane), closes
 * windows, and finishes when the shard is closed and everything in it is done.
 */
import { crc32 } from "node:zlib"
import type { PendingRecord } from "./batching.ts"
import { deliverBatch } from "./deliver-batch.ts"
import { nextStep, type Step } from "./next-step.ts"
import type { Progress } from "./progress.ts"
import { createReadAhead } from "./read-ahead.ts"
import type { ShardContext } from "./shard-context.ts"
import type { ShardReader } from "./shard-reader.ts"
import type { SourceRecord } from "./stream-source.ts"
import { isLate } from "./tumbling-window.ts"
import { closeWindow, terminateEarly } from "./window-invokes.ts"

const LEAST_READ = 1000
const MOST_READ = 10_000
/** Reading ahead stops at about this much, unless one answer alone is more. */
const MOST_BUFFERED_BYTES = 16 * 1024 * 1024

/** Thrown when a record belongs to a window that has passed, and that was chosen to be an error. */
export class LateRecordError extends Error {
  override name = "LateRecordError"
}

/** `onMissing` is told when the stream answers that this shard does not exist. */
export type ConsumerOptions = {
  context: ShardContext
  reader: ShardReader
  progress: Progress
  pollIntervalMs: number
  onMissing(): void
}

type Lane = { pending: PendingRecord[]; isBusy: boolean }

/** Resolves when the shard is finished, or when stopping and nothing is in flight. Rejects on a fault. */
export async function consumeShard(options: ConsumerOptions): Promise<"finished" | "stopped"> {
  const { context, progress, pollIntervalMs } = options
  const { clock, settings, choices, stopping, windows } = context
  const lanes = Array.from(
    { length: settings.parallelizationFactor },
    (): Lane => ({ pending: [], isBusy: false }),
  )
  const readLimit = Math.min(MOST_READ, Math.max(LEAST_READ, settings.batchSize))
  const graceMs = choices.windowGraceMs ?? pollIntervalMs
  let bufferedBytes = 0
  let fault: { error: unknown } | undefined
  let wake = () => {}

  const onChange = (found?: { error: unknown }) => {
    fault ??= found
    wake()
  }

  const accept = (records: SourceRecord[]) => {
    for (const record of records) {
      const pending: PendingRecord = Object.assign(record, { readAt: clock.now(), done: !record.matches })
      progress.add(pending)
      if (pending.done) continue
      laneOf(pending, lanes).pending.push(pending)
      bufferedBytes += pending.bytes
    }
    // What the filters refuse is done already.
    if (records.some(record => !record.matches)) context.complete([])
  }

  const readAhead = createReadAhead({ ...options, readLimit, accept, onChange })

  const deliver = async (batch: PendingRecord[], closesWindow: boolean) => {
    for (const record of batch) bufferedBytes -= record.bytes
    reportLate(batch, context)
    await deliverBatch(batch, context, closesWindow)
  }

  const perform = (lane: Lane, step: Exclude<Step, { kind: "wait" }>): Promise<void> => {
    if (step.kind === "terminateEarly") return terminateEarly(context, step.window)
    if (step.kind === "closeWindow") return closeWindow(context, step.windows)
    return deliver(lane.pending.splice(0, step.count), step.closesWindow)
  }

  /** Starts what the lane has to do now; returns when to look again (epoch ms). */
  const advance = (lane: Lane): number => {
    if (lane.isBusy) return Infinity
    const step = nextStep(lane.pending, context, readAhead.isIdleAt, graceMs)
    if (step.kind === "wait") return step.until
    lane.isBusy = true
    perform(lane, step)
      .then(
        () => undefined,
        // Breaking off is no fault: what is not done comes again.
        error => (stopping.aborted ? undefined : { error }),
      )
      .then(found => {
        lane.isBusy = false
        onChange(found)
      })
    return Infinity
  }

  const advanceAll = (): number => {
    const times = lanes.map(advance)
    const hasRoom = progress.unfinished < 2 * readLimit && bufferedBytes < MOST_BUFFERED_BYTES
    return Math.min(...times, hasRoom ? readAhead.start() : Infinity)
  }

  const pause = async (until: number) => {
    const waking = new AbortController()
    wake = () => waking.abort()
    stopping.addEventListener("abort", wake, { once: true })
    await clock.sleep(until - clock.now(), waking.signal)
    stopping.removeEventListener("abort", wake)
  }

  for (;;) {
    const mayStart = !stopping.aborted && fault === undefined
    const lookAgainAt = mayStart ? advanceAll() : Infinity
    if (!readAhead.isReading && lanes.every(lane => !lane.isBusy)) {
      if (stopping.aborted) return "stopped"
      if (fault) throw fault.error
      const isEmpty = !windows?.open && lanes.every(lane => lane.pending.length === 0)
      if (readAhead.hasEnded && isEmpty) return "finished"
    }
    await pause(lookAgainAt)
  }
}

/** Records of one key stay in one lane, and so in order. */
function laneOf(record: SourceRecord, lanes: Lane[]): Lane {
  return lanes[lanes.length === 1 ? 0 : crc32(record.laneKey) % lanes.length] as Lane
}

function reportLate(batch: PendingRecord[], { windows, choices, log }: ShardContext): void {
  if (windows === null) return
  const late = batch.filter(record => isLate(record.arrivedAt, windows))
  if (late.length === 0) return
  if (choices.lateRecords === "error") {
    throw new LateRecordError(`${late.length} records belong to a window that has passed`)
  }
  log("warn", "late-record", "Records of a window that has passed are counted into the next", {
    records: late.length,
  })
}
