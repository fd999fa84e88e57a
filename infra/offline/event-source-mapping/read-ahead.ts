/** Reads a shard ahead of what is being delivered: at once while it is behind, else once every poll interval. */
import { backoffMs } from "./backoff.ts"
import type { ShardContext } from "./shard-context.ts"
import type { ShardReader, ShardReading } from "./shard-reader.ts"
import { describeError, streamProblem } from "./sources/stream-errors.ts"
import type { SourceRecord } from "./stream-source.ts"

/** `accept` gets what was read, `onChange` is called after each read, `onMissing` when there is no such shard. */
export type ReadAheadOptions = {
  context: ShardContext
  reader: ShardReader
  pollIntervalMs: number
  readLimit: number
  accept(records: SourceRecord[]): void
  onChange(fault?: { error: unknown }): void
  onMissing(): void
}

/** `start` begins a read if one is due, and returns when to come again (epoch ms). */
export type ReadAhead = {
  start(): number
  readonly isReading: boolean
  readonly hasEnded: boolean
  /** Whether the shard has ended, or a read that began at this time or later found nothing more. */
  isIdleAt(time: number): boolean
}

/** One read is under way at a time. A shard that cannot be read is tried again with growing pauses. */
export function createReadAhead(options: ReadAheadOptions): ReadAhead {
  const { clock, choices, status, stopping, log } = options.context
  let isReading = false
  let hasEnded = false
  let nextReadAt = clock.now()
  let failures = 0
  /** When the read began that found nothing more; null while records wait, or nothing is known. */
  let idleSince: number | null = null

  const accept = ({ records, ended, more, millisBehind }: ShardReading, startedAt: number) => {
    options.accept(records)
    hasEnded = ended
    failures = 0
    status.millisBehindLatest = millisBehind
    idleSince = records.length === 0 && !more ? startedAt : null
    nextReadAt = more ? clock.now() : startedAt + options.pollIntervalMs
  }
  const postpone = (error: unknown) => {
    if (stopping.aborted) return
    failures += 1
    idleSince = null
    nextReadAt = clock.now() + backoffMs(choices.unavailableBackoff, failures)
    const reason = describeError(error)
    if (failures === 1) log("warn", "stream-unavailable", "The shard cannot be read just now", { reason })
    if (streamProblem(error) !== "unavailable") options.onMissing()
  }
  const read = async () => {
    const startedAt = clock.now()
    const reading = await options.reader.read(options.readLimit, stopping).catch(postpone)
    if (reading) accept(reading, startedAt)
  }

  return {
    start() {
      if (hasEnded || isReading) return Infinity
      if (clock.now() < nextReadAt) return nextReadAt
      isReading = true
      read()
        .then(
          () => undefined,
          error => ({ error }),
        )
        .then(fault => {
          isReading = false
          options.onChange(fault)
        })
      return Infinity
    },
    get isReading() {
      return isReading
    },
    get hasEnded() {
      return hasEnded
    },
    isIdleAt: time => hasEnded || (idleSince !== null && idleSince >= time),
  }
}
