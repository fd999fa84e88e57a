/** Follows which records of a shard are done, to know how far its checkpoint may go. */
import type { PendingRecord } from "./batching.ts"

/** Takes records in shard order; they may become done in any order. */
export type Progress = {
  /** Adds a record that has been read. */
  add(record: PendingRecord): void
  /** Sequence number up to which all records are done, undefined while that has not moved. */
  advance(): string | undefined
  /** How many records are not behind the checkpoint yet. */
  readonly unfinished: number
}

/**
 * With several lanes a record may be done long before an earlier one of another lane. The checkpoint is the
 * last of an unbroken row of done records, so what follows the lowest unfinished one is delivered again after
 * a restart.
 */
export function createProgress(): Progress {
  let records: PendingRecord[] = []
  let head = 0
  return {
    add(record) {
      records.push(record)
    },
    advance() {
      const before = head
      while (records[head]?.done) head += 1
      if (head === before) return undefined
      const position = records[head - 1]?.sequenceNumber
      if (head > 1000 || head === records.length) {
        records = records.slice(head)
        head = 0
      }
      return position
    },
    get unfinished() {
      return records.length - head
    },
  }
}
