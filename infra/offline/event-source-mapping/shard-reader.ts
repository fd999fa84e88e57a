/** Reads one shard in order, and finds its place again when an iterator is lost. */
import type { Checkpoint } from "./checkpoints.ts"
import type { ShardLog } from "./log.ts"
import { streamProblem } from "./sources/stream-errors.ts"
import type { ReadPosition, SourceRecord, StreamSource } from "./stream-source.ts"
import { withTimeLimit } from "./time-limit.ts"

/** A stream that does not answer at all is as good as unreachable. */
const ANSWER_WITHIN_MS = 10_000

/** `ended` is true after the last record of a closed shard; `more` says that records are known to wait. */
export type ShardReading = { records: SourceRecord[]; ended: boolean; more: boolean; millisBehind: number }

/** Both calls reject with the stream's error when it cannot be read just now; calling again goes on. */
export type ShardReader = {
  /** Takes the first iterator, so that LATEST means this moment. */
  open(signal: AbortSignal): Promise<void>
  read(limit: number, signal: AbortSignal): Promise<ShardReading>
}

/**
 * A reader that begins after the checkpoint. Without a position yet it begins at `since`; `isFirstStart` with
 * `since` just now is the LATEST position, which needs no reading of older records.
 */
export function createShardReader(
  source: StreamSource,
  shardId: string,
  checkpoint: Readonly<Checkpoint>,
  startsAtLatest: boolean,
  log: ShardLog,
): ShardReader {
  let position: ReadPosition = startingPoint(checkpoint, startsAtLatest)
  let skipBefore = position.type === "TRIM_HORIZON" ? checkpoint.since : null
  let iterator: string | undefined

  const open = async (signal: AbortSignal): Promise<string> => {
    iterator ??= await withTimeLimit(ANSWER_WITHIN_MS, signal, limited =>
      source.iterator(shardId, position, limited),
    )
    // A second iterator at LATEST would jump over what came between.
    if (position.type === "LATEST") {
      position = { type: "TRIM_HORIZON" }
      skipBefore = checkpoint.since
    }
    return iterator
  }

  const readOnce = async (limit: number, signal: AbortSignal): Promise<ShardReading> => {
    const from = await open(signal)
    const answer = await withTimeLimit(ANSWER_WITHIN_MS, signal, limited =>
      source.read(shardId, from, limit, limited),
    )
    iterator = answer.next ?? undefined
    const last = answer.records.at(-1)
    if (last) position = { type: "AFTER", sequenceNumber: last.sequenceNumber }
    return { ...answer, records: skipOlder(answer.records), ended: answer.next === null }
  }

  /** The first record of the time begins the reading; those after it count even if their time is earlier. */
  const skipOlder = (records: SourceRecord[]): SourceRecord[] => {
    const since = skipBefore
    if (since === null) return records
    const first = records.findIndex(record => record.arrivedAt >= since)
    if (first >= 0) skipBefore = null
    const end = first < 0 ? records.length : first
    return records.map((record, index) => (index < end ? { ...record, matches: false } : record))
  }

  return {
    async open(signal) {
      await open(signal)
    },
    async read(limit, signal) {
      try {
        return await readOnce(limit, signal)
      } catch (error) {
        iterator = undefined
        const problem = streamProblem(error)
        if (problem === "trimmed") {
          log("error", "records-lost", "The stream no longer keeps the records after the checkpoint")
          position = { type: "TRIM_HORIZON" }
        }
        if (problem === "trimmed" || problem === "expired") return await readOnce(limit, signal)
        throw error
      }
    },
  }
}

function startingPoint({ position, since }: Readonly<Checkpoint>, startsAtLatest: boolean): ReadPosition {
  if (position !== null) return { type: "AFTER", sequenceNumber: position }
  return startsAtLatest && since !== null ? { type: "LATEST" } : { type: "TRIM_HORIZON" }
}
