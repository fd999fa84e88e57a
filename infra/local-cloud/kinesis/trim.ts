/** Lets go of records that are older than their stream keeps them, and of closed shards that have none left. */
import { setImmediate as nextTurn } from "node:timers/promises"
import type { KinesisStore, StoredRecord, Stream } from "./store.ts"

const EVERY_MS = 60_000
// Small steps, so that requests are served in between.
const RECORDS_A_STEP = 2_000

/** Trims now and every minute until the returned function is called. */
export function startTrimming(store: KinesisStore): () => void {
  let stopped = false
  const isStopped = () => stopped
  const run = () => void trim(store, Date.now(), isStopped)
  run()
  const timer = setInterval(run, EVERY_MS).unref()
  return () => {
    stopped = true
    clearInterval(timer)
  }
}

/** Removes what has expired at the time `now` (epoch ms) and gives the pages back to the file system. */
export async function trim(
  store: KinesisStore,
  now: number,
  isStopped: () => boolean = () => false,
): Promise<void> {
  const { database } = store
  const oldest = database.prepare(
    "SELECT position, arrived_at FROM records WHERE shard = ? ORDER BY position LIMIT ?",
  )
  const remove = database.prepare("DELETE FROM records WHERE shard = ? AND position <= ?")
  const forgetShard = database.prepare("DELETE FROM shards WHERE id = ? AND closed_at < ?")

  for (const stream of database.prepare("SELECT * FROM streams").all() as unknown as Stream[]) {
    const horizon = now - stream.retention_hours * 3_600_000
    for (const shard of store.listShards(stream.id)) {
      let expired: StoredRecord[]
      do {
        await nextTurn()
        if (isStopped()) return
        const records = oldest.all(shard.id, RECORDS_A_STEP) as unknown as StoredRecord[]
        expired = records.filter(record => record.arrived_at < horizon)
        const last = expired.at(-1)
        if (last) remove.run(shard.id, last.position)
      } while (expired.length === RECORDS_A_STEP)
      if (forgetShard.run(shard.id, horizon).changes) store.forgetShards(stream.id)
    }
  }
  if (!isStopped()) database.exec("PRAGMA incremental_vacuum(1000)")
}
