/** Watches how long a shard stands still although records wait on it. */
import { type Position, readPositions } from "./checkpoint-file.ts"
import type { Sent } from "./sender.ts"

export type HoldUps = {
  /** The longest so far, in milliseconds, and where it was. */
  longest: { ms: number; where: string }
  stop(): void
}

/**
 * Looks twice a second. Time counts only while `isUp` says that all processes run: what is not there is no shard that
 * is held up.
 */
export function watchHoldUps(file: string, sent: Sent, isUp: () => boolean): HoldUps {
  const since = new Map<string, { position: string; upTime: number }>()
  const longest = { ms: 0, where: "nowhere" }
  let upTime = 0
  let lookedAt = Date.now()

  const look = () => {
    const now = Date.now()
    if (isUp()) upTime += now - lookedAt
    lookedAt = now
    for (const { mapping, shard, position, isFinished } of readPositions(file)) {
      const name = `${mapping} ${shard}`
      const before = since.get(name)
      const isBehind = !isFinished && isBefore(position, sent.tips.get(shard))
      if (!before || before.position !== position || !isBehind) {
        since.set(name, { position, upTime })
      } else if (upTime - before.upTime > longest.ms) {
        longest.ms = upTime - before.upTime
        longest.where = name
      }
    }
  }
  const timer = setInterval(look, 500)
  return { longest, stop: () => clearInterval(timer) }
}

const isBefore = (position: Position["position"], tip: bigint | undefined): boolean =>
  tip !== undefined && BigInt(position) < tip
