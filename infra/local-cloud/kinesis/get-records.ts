/** Kinesis: shard iterators and the records after them. */
import { AwsError } from "../protocol/aws-error.ts"
import { parentNames, requireShard, requireStream, type StreamReference } from "./find-stream.ts"
import { hashKeyRange } from "./hash-range.ts"
import { positionOf, sequenceNumber } from "./sequence-number.ts"
import { decodeIterator, encodeIterator } from "./shard-iterator.ts"
import { type KinesisStore, type Shard, type StoredRecord, type Stream, shardName } from "./store.ts"

const MAX_RECORDS = 10_000
const MAX_ANSWER_BYTES = 10 * 1024 * 1024

type GetShardIteratorInput = StreamReference & {
  ShardId?: string
  ShardIteratorType?: string
  StartingSequenceNumber?: string
  Timestamp?: number
}

/** The reading operations on `store`, by name. */
export function getOperations(store: KinesisStore) {
  return {
    GetShardIterator: (input: GetShardIteratorInput) => {
      const stream = requireStream(store, input)
      const shard = requireShard(store, stream, input.ShardId)
      const position = startingPosition(store, shard, input)
      return { ShardIterator: encodeIterator({ stream: stream.name, shard: shard.id, position }) }
    },

    GetRecords: (input: { ShardIterator?: string; Limit?: number }) => {
      const iterator = decodeIterator(input.ShardIterator)
      const stream = requireStream(store, { StreamName: iterator.stream })
      const shard = store.listShards(stream.id).find(each => each.id === iterator.shard)
      if (!shard)
        throw new AwsError("ResourceNotFoundException", "The shard of this iterator no longer exists.")
      const limit = input.Limit ?? MAX_RECORDS
      if (limit < 1 || limit > MAX_RECORDS) {
        throw new AwsError("InvalidArgumentException", `Limit must be between 1 and ${MAX_RECORDS}.`)
      }

      const records = readRecords(store, stream, shard, iterator.position, limit)
      const last = records.at(-1)
      const next = last ? last.position + 1 : iterator.position
      const isAtTip = !last || store.find.hasAfter.get(shard.id, last.position) === undefined
      const ends = isAtTip && shard.closed_at !== null
      return {
        Records: records.map(toApi),
        MillisBehindLatest: isAtTip ? 0 : Date.now() - last.arrived_at,
        // null, and the children, tell the reader that a closed shard has nothing more
        NextShardIterator: ends ? null : encodeIterator({ ...iterator, position: next }),
        ...(ends && { ChildShards: childShards(store, stream, shard) }),
      }
    },
  }
}

function startingPosition(store: KinesisStore, shard: Shard, input: GetShardIteratorInput): number {
  const { ShardIteratorType: type, StartingSequenceNumber: sequence, Timestamp: timestamp } = input
  if (type === "TRIM_HORIZON") return shard.first_position
  if (type === "LATEST") return nextPosition(store)
  if (type === "AT_TIMESTAMP" && timestamp !== undefined) {
    const found = store.find.firstSince.get(shard.id, Math.floor(timestamp * 1000)) as
      | StoredRecord
      | undefined
    return found?.position ?? nextPosition(store)
  }
  if ((type === "AT_SEQUENCE_NUMBER" || type === "AFTER_SEQUENCE_NUMBER") && sequence !== undefined) {
    const position = positionOf(sequence)
    if (position < shard.first_position || position > (shard.last_position ?? nextPosition(store))) {
      const text = `StartingSequenceNumber ${sequence} used in GetShardIterator on shard ${shardName(shard.number)} is invalid because it did not come from this shard.`
      throw new AwsError("InvalidArgumentException", text)
    }
    return type === "AT_SEQUENCE_NUMBER" ? position : position + 1
  }
  throw new AwsError(
    "InvalidArgumentException",
    "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber, (2) AT_TIMESTAMP and Timestamp, or (3) TRIM_HORIZON or LATEST.",
  )
}

function readRecords(
  store: KinesisStore,
  stream: Stream,
  shard: Shard,
  from: number,
  limit: number,
): StoredRecord[] {
  const horizon = Date.now() - stream.retention_hours * 3_600_000
  const records: StoredRecord[] = []
  let bytes = 0
  for (const row of store.find.records.iterate(shard.id, from, horizon, limit)) {
    const record = row as unknown as StoredRecord
    bytes += record.data.length * 0.75 + record.partition_key.length
    if (bytes > MAX_ANSWER_BYTES && records.length > 0) break
    records.push(record)
  }
  return records
}

function toApi(record: StoredRecord) {
  return {
    SequenceNumber: sequenceNumber(record.position),
    ApproximateArrivalTimestamp: record.arrived_at / 1000,
    Data: record.data,
    PartitionKey: record.partition_key,
  }
}

function childShards(store: KinesisStore, stream: Stream, closed: Shard) {
  return store
    .listShards(stream.id)
    .filter(shard => shard.parent === closed.number || shard.adjacent_parent === closed.number)
    .map(shard => ({
      ShardId: shardName(shard.number),
      ParentShards: parentNames(shard),
      HashKeyRange: hashKeyRange(shard),
    }))
}

function nextPosition(store: KinesisStore): number {
  return (store.find.counter.get() as { next_position: number }).next_position
}
