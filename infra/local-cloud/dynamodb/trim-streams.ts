/** Stream records live for 24 hours, as on AWS; dynoxide itself never lets go of one. */
import { setTimeout as delay } from "node:timers/promises"
import type { StreamStore } from "./stream-store.ts"

const KEPT_SECONDS = 24 * 3600
const EVERY_MS = 60_000
// While records are removed dynoxide waits for the lock: little steps, with time for it in between.
const RECORDS_A_STEP = 500
const PAUSE_MS = 5

/** Trims now and every minute until the returned function is called. */
export function startTrimmingStreams(store: StreamStore): () => void {
  let stopped = false
  const isStopped = () => stopped
  const run = () => trimStreams(store, Date.now() / 1000, isStopped).catch(error => console.error(error))
  void run()
  const timer = setInterval(run, EVERY_MS).unref()
  return () => {
    stopped = true
    clearInterval(timer)
  }
}

/** Removes what is older than a day at `now` (epoch seconds), oldest first. */
export async function trimStreams(store: StreamStore, now: number, isStopped: () => boolean = () => false) {
  const keep = store.lastIds()
  for (let after = 0; ; ) {
    const records = store.oldest(after, RECORDS_A_STEP)
    const expired = records.filter(record => record.created_at < now - KEPT_SECONDS)
    store.remove(expired.map(({ id }) => id).filter(id => !keep.has(id)))
    if (expired.length < RECORDS_A_STEP) return
    after = expired.at(-1)?.id ?? after
    await delay(PAUSE_MS)
    if (isStopped()) return
  }
}

/** Removes the records of a deleted table. */
export async function forgetStream(store: StreamStore, table: string): Promise<void> {
  while (store.forget(table, RECORDS_A_STEP)) await delay(PAUSE_MS)
}
