/** Watches how long shards stand still: by one record that is refused, and for whatever reason. */
import { readPositions } from "./checkpoint-file.ts"
import type { Sent } from "./sender.ts"

/** The longest time, in milliseconds, and where it was. */
export type Longest = { ms: number; where: string }

/**
 * How long the search for a record takes that alone is refused: from the first refusal of a batch with it to the last.
 * All that time its shard waits for that one record.
 */
export function watchSearches() {
  const firstSeen = new Map<string, number>()
  const longest: Longest = { ms: 0, where: "nowhere" }
  return {
    longest,
    /** A write was refused because of this record. */
    refused(id: string): void {
      const now = Date.now()
      const first = firstSeen.get(id)
      if (first === undefined) firstSeen.set(id, now)
      else keepLongest(longest, now - first, id)
    },
    /** The process that searches was killed: another will begin anew. */
    restart: () => firstSeen.clear(),
  }
}

/**
 * How long any shard stood still although records waited on it: by a refused record, after an outage, or because the
 * machine is busy. Looks twice a second; time counts only while `isUp` says that all processes run.
 */
export function watchStandstill(file: string, sent: Sent, isUp: () => boolean) {
  const still = new Map<string, { position: string; ms: number }>()
  const longest: Longest = { ms: 0, where: "nowhere" }
  let lookedAt = Date.now()

  const look = () => {
    const now = Date.now()
    const passed = isUp() ? now - lookedAt : 0
    lookedAt = now
    for (const { mapping, shard, position, isFinished } of readPositions(file)) {
      const name = `${mapping.replace(/EventSource.*/, "")} ${shard}`
      const tip = sent.tips.get(shard)
      const isBehind = !isFinished && tip !== undefined && BigInt(position) < tip
      const before = still.get(name)
      const ms = isBehind && before?.position === position ? before.ms + passed : 0
      still.set(name, { position, ms })
      keepLongest(longest, ms, name)
    }
  }
  const timer = setInterval(look, 500)
  return { longest, stop: () => clearInterval(timer) }
}

function keepLongest(longest: Longest, ms: number, where: string): void {
  if (ms <= longest.ms) return
  longest.ms = ms
  longest.where = where
}
