/** How far each consumer of the stream is behind. */
import { readPositions } from "../test/faults/checkpoint-file.ts"

/** The last record that was acknowledged on each shard, from time to time. */
export type Marks = {
  note(tips: Map<string, bigint>): void
  lagOf(checkpointFile: string): Map<string, number>
}

/** Keeps marks; `lagOf` gives each mapping's largest lag over its shards, in milliseconds, exact to a mark. */
export function keepMarks(): Marks {
  const marks: { at: number; tips: Map<string, bigint> }[] = []
  return {
    note: tips => void marks.push({ at: Date.now(), tips: new Map(tips) }),
    lagOf(checkpointFile) {
      const now = Date.now()
      const lags = new Map<string, number>()
      for (const { mapping, shard, position } of readPositions(checkpointFile)) {
        if (!/^shardId-\d{12}$/.test(shard)) continue
        // The first mark that it has not reached: what was there then is older than that.
        const missed = marks.find(({ tips }) => (tips.get(shard) ?? 0n) > BigInt(position))
        lags.set(mapping, Math.max(lags.get(mapping) ?? 0, missed ? now - missed.at : 0))
      }
      return lags
    },
  }
}
