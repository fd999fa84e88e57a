/** Decides how many of the waiting records make the next batch. */
import type { SourceRecord } from "./stream-source.ts"

/** A record in memory: `readAt` is when it was read from the shard, `done` when nothing is left to do for it. */
export type PendingRecord = SourceRecord & { readAt: number; done: boolean }

/** Limits of a batch. `bytesLeft` is what the records may take, `belongs` cuts a batch at a window's boundary. */
export type BatchLimits = {
  batchSize: number
  batchingWindowMs: number
  bytesLeft: number
  belongs: ((record: SourceRecord) => boolean) | null
}

/** Either a batch of the first `count` records, with the reason why it ends there, or nothing before `waitUntil`. */
export type Cut = { count: number; endsAtBoundary: boolean } | { waitUntil: number }

/**
 * The first of these ends a batch: its size in records, in bytes, a record of another window, or the batching
 * window since its first record was read. `flush` ends it at once. A record that is too large for any event is
 * a batch by itself; delivering it finds that out. `pending` must not be empty.
 */
export function cutBatch(
  pending: readonly PendingRecord[],
  limits: BatchLimits,
  now: number,
  flush: boolean,
): Cut {
  let bytesLeft = limits.bytesLeft
  let count = 0
  let isFull = false
  let endsAtBoundary = false
  for (const record of pending) {
    if (count === limits.batchSize) isFull = true
    else if (limits.belongs?.(record) === false) endsAtBoundary = true
    else if (count > 0 && record.bytes + 1 > bytesLeft) isFull = true
    if (isFull || endsAtBoundary) break
    bytesLeft -= record.bytes + 1
    count += 1
  }
  if (count === limits.batchSize || isFull || endsAtBoundary || flush) return { count, endsAtBoundary }
  const deadline = (pending[0]?.readAt ?? now) + limits.batchingWindowMs
  return now >= deadline ? { count, endsAtBoundary } : { waitUntil: deadline }
}
