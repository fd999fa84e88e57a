/** What is remembered of a shard from one run to the next. */
import type { WindowProgress } from "./tumbling-window.ts"

/**
 * A shard of one stream under one mapping. `streamKey` is the stream's ARN together with its creation time:
 * a new stream of the same name is another one.
 */
export type ShardKey = { mappingId: string; streamKey: string; shardId: string }

/**
 * `position` is the last sequence number that is done, null before the first. Until then reading starts at the
 * first record that arrived at `since` (epoch ms), or with the oldest one if that is null. `finished` shards
 * are closed and read to their end.
 */
export type Checkpoint = {
  since: number | null
  position: string | null
  finished: boolean
  window: WindowProgress | null
}

/** Durable storage of checkpoints. Each call is complete when it returns, and survives the process. */
export type Checkpoints = {
  /** All shards of a mapping's stream by shard id, or undefined if the mapping has never been started on it. */
  load(mappingId: string, streamKey: string): Map<string, Checkpoint> | undefined
  /** Remembers that the mapping was started on this stream, and where its shards begin. All or nothing. */
  begin(mappingId: string, streamKey: string, shards: ReadonlyMap<string, Checkpoint>): void
  save(key: ShardKey, checkpoint: Checkpoint): void
  close(): void
}
