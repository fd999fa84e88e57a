/**
 * Consumes one shard: reads ahead, forms batches, delivers them one at a time (one in each lane), closes
 * windows, and finishes when the shard is closed and everything in it is done.
 */
import { crc32 } from "node:zlib"
import { backoffMs } from "./backoff.ts"
import { cutBatch, type PendingRecord } from "./batching.ts"
import { deliverBatch } from "./deliver-batch.ts"
import { envelopeBytes, MOST_EVENT_BYTES } from "./event-body.ts"
import type { Progress } from "./progress.ts"
import type { ShardContext } from "./shard-context.ts"
import type { ShardReader, ShardReading } from "./shard-reader.ts"
import { describeError, streamProblem } from "./sources/stream-errors.ts"
import type { SourceRecord } from "./stream-source.ts"
import { isLate, isOversized, openWindow, windowStartOf } from "./tumbling-window.ts"
import { closeWindow, terminateEarly, windowFields } from "./window-invokes.ts"

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
  const { context, reader, progress, pollIntervalMs } = options
  const { clock, settings, choices, stopping, windows } = context
  const lanes = Array.from(
    { length: settings.parallelizationFactor },
    (): Lane => ({ pending: [], isBusy: false }),
  )
  const readLimit = Math.min(MOST_READ, Math.max(LEAST_READ, settings.batchSize))
  const graceMs = choices.windowGraceMs ?? pollIntervalMs
  let bufferedBytes = 0
  let nextReadAt = clock.now()
  let readFailures = 0
  let isReading = false
  let hasEnded = false
  /** When the read began that found nothing more; null while records wait. */
  let idleSince: number | null = null
  let fault: { error: unknown } | undefined
  let wake = () => {}

  const startRead = () => {
    const startedAt = clock.now()
    isReading = true
    reader
      .read(readLimit, stopping)
      .then(
        reading => accept(reading, startedAt),
        error => postpone(error),
      )
      .catch(error => {
        fault = { error }
      })
      .finally(() => {
        isReading = false
        wake()
      })
  }

  const accept = ({ records, ended, more, millisBehind }: ShardReading, startedAt: number) => {
    for (const record of records) buffer(record)
    if (records.some(record => !record.matches)) context.complete([])
    hasEnded = ended
    readFailures = 0
    context.status.millisBehindLatest = millisBehind
    idleSince = records.length === 0 && !more ? startedAt : null
    nextReadAt = more ? clock.now() : startedAt + pollIntervalMs
  }

  const buffer = (record: SourceRecord) => {
    const pending: PendingRecord = Object.assign(record, { readAt: clock.now(), done: !record.matches })
    progress.add(pending)
    if (!record.matches) return
    laneOf(record, lanes).pending.push(pending)
    bufferedBytes += record.bytes
  }

  const postpone = (error: unknown) => {
    if (stopping.aborted) return
    readFailures += 1
    idleSince = null
    nextReadAt = clock.now() + backoffMs(choices.unavailableBackoff, readFailures)
    if (readFailures === 1) {
      context.log("warn", "stream-unavailable", "The shard cannot be read just now", {
        reason: describeError(error),
      })
    }
    if (streamProblem(error) !== "unavailable") options.onMissing()
  }

  const run = (lane: Lane, work: Promise<void>) => {
    lane.isBusy = true
    work
      .catch(error => {
        if (!stopping.aborted) fault = { error }
      })
      .finally(() => {
        lane.isBusy = false
        wake()
      })
  }

  /** Starts what the lane has to do now; returns when to look again (epoch ms). */
  const step = (lane: Lane, now: number): number => {
    const isIdle = (until: number) => hasEnded || (idleSince !== null && idleSince >= until)
    const first = lane.pending[0]
    if (windows?.open) {
      const open = windows.open
      const isPassed = first
        ? windowStartOf(first.arrivedAt, windows) !== open.start
        : isIdle(open.end + graceMs)
      if (isOversized(open.state)) return start(() => run(lane, terminateEarly(context, open)))
      if (isPassed) return start(() => run(lane, closeWindow(context, windows)))
    }
    if (first === undefined) return Infinity
    if (windows) windows.open ??= openWindow(windowStartOf(first.arrivedAt, windows), windows.seconds)
    const open = windows?.open
    const limits = {
      batchSize: settings.batchSize,
      batchingWindowMs: settings.batchingWindowSeconds * 1000,
      // Each record is counted with a comma, which the last one does not have.
      bytesLeft: MOST_EVENT_BYTES + 1 - envelopeBytes(windowFields(context)),
      belongs: windows
        ? (record: SourceRecord) => windowStartOf(record.arrivedAt, windows) === open?.start
        : undefined,
    }
    const flush = hasEnded || (open ? isIdle(open.end + graceMs) : false)
    const cut = cutBatch(lane.pending, limits, now, flush)
    if ("waitUntil" in cut) return cut.waitUntil
    const batch = lane.pending.splice(0, cut.count)
    for (const record of batch) bufferedBytes -= record.bytes
    const isLast = cut.endsAtBoundary || (lane.pending.length === 0 && flush)
    const closesWindow = choices.finalInvokeRecords === "lastBatch" && open !== undefined && isLast
    const deliver = async () => {
      reportLate(batch, context)
      await deliverBatch(batch, context, closesWindow)
    }
    return start(() => run(lane, deliver()))
  }

  const pause = async (until: number) => {
    const waking = new AbortController()
    wake = () => waking.abort()
    stopping.addEventListener("abort", wake, { once: true })
    await clock.sleep(until - clock.now(), waking.signal)
    stopping.removeEventListener("abort", wake)
  }

  const isBusy = () => isReading || lanes.some(lane => lane.isBusy)
  for (;;) {
    let lookAgainAt = Infinity
    if (!stopping.aborted && fault === undefined) {
      const now = clock.now()
      for (const lane of lanes) if (!lane.isBusy) lookAgainAt = Math.min(lookAgainAt, step(lane, now))
      const wantsMore = progress.unfinished < 2 * readLimit && bufferedBytes < MOST_BUFFERED_BYTES
      if (!hasEnded && !isReading && wantsMore) {
        if (now >= nextReadAt) startRead()
        else lookAgainAt = Math.min(lookAgainAt, nextReadAt)
      }
    }
    if (!isBusy()) {
      if (stopping.aborted) return "stopped"
      if (fault) throw fault.error
      if (hasEnded && !windows?.open && lanes.every(lane => lane.pending.length === 0)) return "finished"
    }
    await pause(lookAgainAt)
  }
}

/** Records of one key stay in one lane, and so in order. */
function laneOf(record: SourceRecord, lanes: Lane[]): Lane {
  return lanes[lanes.length === 1 ? 0 : crc32(record.laneKey) % lanes.length] as Lane
}

function start(work: () => void): number {
  work()
  return Infinity
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
