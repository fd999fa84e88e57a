/** Watches how long a shard stands still although records wait on it. */
import { type Position, readPositions } from "./checkpoint-file.ts"
import type { Sent } from "./sender.ts"

/** The longest time, in milliseconds, and where it was. */
export type Longest = { ms: number; where: string }

export type HoldUps = {
  /** Of any shard, for whatever reason: also because the machine is busy, or after an outage. */
  standstill: Longest
  /** Of a shard while the mapping moved on elsewhere, or had nothing else to do: that is the shard's own fault. */
  holdUp: Longest
  stop(): void
}

/** `still`: since its last progress. `own`: the part of it in which others moved on; `open`: not known yet. */
type Watched = { position: string; still: number; own: number; open: number }

/**
 * Looks twice a second. Time counts only while `isUp` says that all processes run: what is not there is no shard that
 * is held up.
 */
export function watchHoldUps(file: string, sent: Sent, isUp: () => boolean): HoldUps {
  const watched = new Map<string, Watched>()
  const standstill = { ms: 0, where: "nowhere" }
  const holdUp = { ms: 0, where: "nowhere" }
  let lookedAt = Date.now()

  const look = () => {
    const now = Date.now()
    const passed = isUp() ? now - lookedAt : 0
    lookedAt = now
    for (const shards of Map.groupBy(readPositions(file), ({ mapping }) => mapping).values()) {
      const behind = shards.filter(shard => isBehind(shard, sent))
      const moved = shards.filter(shard => hasMoved(watched, shard))
      for (const shard of shards) {
        const name = nameOf(shard)
        const before = watched.get(name)
        if (!before || moved.includes(shard) || !behind.includes(shard)) {
          watched.set(name, { position: shard.position, still: 0, own: 0, open: 0 })
          continue
        }
        before.still += passed
        before.open += passed
        if (moved.length > 0 || behind.length === 1) {
          before.own += before.open
          before.open = 0
        }
        keepLongest(standstill, before.still, name)
        keepLongest(holdUp, before.own, name)
      }
    }
  }
  const timer = setInterval(look, 500)
  return { standstill, holdUp, stop: () => clearInterval(timer) }
}

const nameOf = ({ mapping, shard }: Position): string => `${mapping.replace(/EventSource.*/, "")} ${shard}`

const hasMoved = (watched: Map<string, Watched>, shard: Position): boolean =>
  watched.get(nameOf(shard))?.position !== shard.position

function isBehind({ shard, position, isFinished }: Position, { tips }: Sent): boolean {
  const tip = tips.get(shard)
  return !isFinished && tip !== undefined && BigInt(position) < tip
}

function keepLongest(longest: Longest, ms: number, where: string): void {
  if (ms <= longest.ms) return
  longest.ms = ms
  longest.where = where
}
