/** Kinesis: PutRecord and PutRecords. An answer means that the records are stored. */
import { AwsError } from "../protocol/aws-error.ts"
import { inTransaction } from "../protocol/database.ts"
import { requireStream, type StreamReference } from "./find-stream.ts"
import { hashKeyOf } from "./hash-range.ts"
import { sequenceNumber } from "./sequence-number.ts"
import { type KinesisStore, type Shard, type Stream, shardName } from "./store.ts"

const MAX_RECORDS = 500
const MAX_REQUEST_BYTES = 10 * 1024 * 1024

type NewRecord = { PartitionKey: string; ExplicitHashKey?: string; Data: string }
type Placed = { ShardId: string; SequenceNumber: string }

/** The writing operations on `store`, by name. Throughput limits are not imitated: no record is ever refused. */
export function putOperations(store: KinesisStore) {
  return {
    PutRecord: (input: StreamReference & NewRecord) => {
      const stream = requireStream(store, input)
      const [placed] = append(store, stream, [input])
      return { ...placed, EncryptionType: encryptionType(stream) }
    },

    PutRecords: (input: StreamReference & { Records?: NewRecord[] }) => {
      const stream = requireStream(store, input)
      const records = input.Records ?? []
      if (records.length < 1 || records.length > MAX_RECORDS) {
        refuse(
          `Value at 'records' failed to satisfy constraint: Member must have length between 1 and ${MAX_RECORDS}`,
        )
      }
      return {
        FailedRecordCount: 0,
        Records: append(store, stream, records),
        EncryptionType: encryptionType(stream),
      }
    },
  }
}

function append(store: KinesisStore, stream: Stream, records: NewRecord[]): Placed[] {
  let bytes = 0
  for (const record of records) bytes += checkedSize(stream, record)
  if (bytes > MAX_REQUEST_BYTES) {
    throw new AwsError("InvalidArgumentException", "Records size exceeds 10 MB limit")
  }
  const open = store.listShards(stream.id).filter(shard => shard.closed_at === null)
  const arrivedAt = Date.now()
  return inTransaction(store.database, () => {
    const first = store.takePositions(records.length)
    return records.map((record, index) => {
      const shard = shardFor(open, hashKeyOf(record))
      store.change.addRecord.run(first + index, shard.id, arrivedAt, record.PartitionKey, record.Data)
      return { SequenceNumber: sequenceNumber(first + index), ShardId: shardName(shard.number) }
    })
  })
}

/** The bytes that a record counts for: its data and its key. */
function checkedSize(stream: Stream, { PartitionKey: key, Data: data }: NewRecord): number {
  if (typeof key !== "string" || key.length < 1 || key.length > 256) {
    refuse("Value at 'partitionKey' failed to satisfy constraint: Member must have length between 1 and 256")
  }
  if (typeof data !== "string")
    refuse("Value at 'data' failed to satisfy constraint: Member must not be null")
  const size = Buffer.byteLength(data, "base64") + Buffer.byteLength(key)
  if (size > stream.max_record_kib * 1024) {
    refuse(
      `Value at 'data' failed to satisfy constraint: Member must have length less than or equal to ${stream.max_record_kib * 1024}`,
    )
  }
  return size
}

function shardFor(open: Shard[], hashKey: string): Shard {
  const shard = open.find(each => each.first_hash <= hashKey && hashKey <= each.last_hash)
  if (!shard) throw new Error(`no open shard covers the hash key ${hashKey}`)
  return shard
}

function encryptionType(stream: Stream): string {
  return stream.key_id === null ? "NONE" : "KMS"
}

function refuse(constraint: string): never {
  throw new AwsError("ValidationException", `1 validation error detected: ${constraint}`)
}
