/** A stream in memory whose shards, clock and failures a test controls. */
import type { Clock } from "../clock.ts"
import type { ReadPosition, ShardDescription, SourceRecord, StreamSource } from "../stream-source.ts"

type Shard = ShardDescription & { records: SourceRecord[]; isClosed: boolean }

/** What a put may say besides the data. `arrivedAt` is now by default. */
export type PutOptions = {
  shardId?: string
  key?: string
  arrivedAt?: number
  matches?: boolean
  padding?: number
}

/** The stream and its controls. Sequence numbers are 101, 102, ... over all shards. */
export type FakeStream = StreamSource & {
  createdAt: number
  readLimit: number
  put(data: string, options?: PutOptions): string
  close(shardId: string): void
  addShard(shardId: string, parents?: string[]): void
  removeShard(shardId: string): void
  failReads(error: Error, times?: number): void
  failDescribes(error: Error, times?: number): void
  expireIterators(): void
  /** Positions that iterators were asked for, in order. */
  positions: ReadPosition[]
  reads: number
}

/** An error with the name that the SDK would give it. */
export function namedError(name: string): Error {
  return Object.assign(new Error(name), { name })
}

/** A stream with the given shards. */
export function createFakeStream(clock: Clock, shardIds = ["shard-0"]): FakeStream {
  const shards = new Map<string, Shard>()
  const failures = { reads: [] as Error[], describes: [] as Error[] }
  let sequence = 100
  let iteratorAge = 0

  const shardOf = (shardId: string): Shard => {
    const shard = shards.get(shardId)
    if (shard === undefined) throw namedError("ResourceNotFoundException")
    return shard
  }
  const indexOf = ({ records }: Shard, position: ReadPosition): number => {
    if (position.type === "TRIM_HORIZON") return 0
    if (position.type === "LATEST") return records.length
    return records.findIndex(record => record.sequenceNumber === position.sequenceNumber) + 1
  }
  const stream: FakeStream = {
    createdAt: 1,
    readLimit: 10_000,
    positions: [],
    reads: 0,
    addShard: (shardId, parents = []) =>
      void shards.set(shardId, { shardId, parents, records: [], isClosed: false }),
    removeShard: shardId => void shards.delete(shardId),
    close: shardId => {
      shardOf(shardId).isClosed = true
    },
    failReads: (error, times = 1) => void failures.reads.push(...Array(times).fill(error)),
    failDescribes: (error, times = 1) => void failures.describes.push(...Array(times).fill(error)),
    expireIterators: () => {
      iteratorAge += 1
    },
    put(
      data,
      {
        shardId = shardIds[0] as string,
        key = data,
        arrivedAt = clock.now(),
        matches = true,
        padding = 0,
      } = {},
    ) {
      sequence += 1
      const sequenceNumber = String(sequence)
      const json = JSON.stringify({ sequenceNumber, data, arrivedAt, padding: "x".repeat(padding) })
      const record = { sequenceNumber, laneKey: key, arrivedAt, json, bytes: json.length, matches }
      shardOf(shardId).records.push(record)
      return sequenceNumber
    },
    async describe() {
      const failure = failures.describes.shift()
      if (failure) throw failure
      const listed = [...shards.values()].map(({ shardId, parents }) => ({ shardId, parents }))
      return { createdAt: stream.createdAt, retentionMs: 86_400_000, shards: listed }
    },
    async iterator(shardId, position) {
      stream.positions.push(position)
      return JSON.stringify([indexOf(shardOf(shardId), position), iteratorAge])
    },
    async read(shardId, iterator, limit) {
      stream.reads += 1
      const failure = failures.reads.shift()
      if (failure) throw failure
      const [index, age] = JSON.parse(iterator) as [number, number]
      if (age !== iteratorAge) throw namedError("ExpiredIteratorException")
      const shard = shardOf(shardId)
      // Readers may mark what they get, so each gets its own.
      const records = shard.records
        .slice(index, index + Math.min(limit, stream.readLimit))
        .map(record => ({ ...record }))
      const end = index + records.length
      const more = end < shard.records.length
      const next = shard.isClosed && !more ? null : JSON.stringify([end, iteratorAge])
      return { records, next, more, millisBehind: more ? 1 : 0 }
    },
  }
  for (const shardId of shardIds) stream.addShard(shardId)
  return stream
}
