/** DynamoDB Streams, our own: dynoxide's shows an open shard as closed, has one id for many events and no size limit. */
import { createHash } from "node:crypto"
import { isDeepStrictEqual } from "node:util"
import type * as Streams from "@aws-sdk/client-dynamodb-streams"
import { AwsError } from "../protocol/aws-error.ts"
import { ACCOUNT_ID } from "../protocol/caller.ts"
import type { CallContext } from "../protocol/json-service.ts"
import { decodeIterator, encodeIterator } from "./stream-iterator.ts"
import type { StreamRecord, StreamStore, TableStream } from "./stream-store.ts"

const MAX_RECORDS = 1000
const MAX_ANSWER_BYTES = 1024 * 1024

/** The stream operations on `store`, by name. A stream has one shard, which stays open. */
export function tableStreamOperations(store: StreamStore) {
  return {
    ListStreams: (input: Streams.ListStreamsInput, { region }: CallContext) => {
      const all = store.list().filter(each => !input.TableName || each.table_name === input.TableName)
      const start = all.findIndex(each => arnOf(each, region) === input.ExclusiveStartStreamArn) + 1
      const page = all.slice(start, start + (input.Limit ?? 100))
      const last = page.at(-1)
      return {
        Streams: page.map(each => ({
          StreamArn: arnOf(each, region),
          TableName: each.table_name,
          StreamLabel: each.stream_label,
        })),
        ...(last && start + page.length < all.length && { LastEvaluatedStreamArn: arnOf(last, region) }),
      }
    },

    DescribeStream: (input: Streams.DescribeStreamInput, { region }: CallContext) => {
      const stream = requireStream(store, input.StreamArn)
      const shard = { ShardId: shardId(stream), SequenceNumberRange: { StartingSequenceNumber: sequence(1) } }
      return {
        StreamDescription: {
          StreamArn: arnOf(stream, region),
          StreamLabel: stream.stream_label,
          StreamStatus: "ENABLED",
          StreamViewType: stream.stream_view_type,
          CreationRequestDateTime: createdAt(stream),
          TableName: stream.table_name,
          KeySchema: JSON.parse(stream.key_schema),
          Shards: input.ExclusiveStartShardId === shard.ShardId ? [] : [shard],
        },
      }
    },

    GetShardIterator: (input: Streams.GetShardIteratorInput) => {
      const stream = requireStream(store, input.StreamArn)
      if (input.ShardId !== shardId(stream)) {
        throw new AwsError(
          "ResourceNotFoundException",
          `Requested resource not found: Shard does not exist: ${input.ShardId}`,
        )
      }
      return {
        ShardIterator: encodeIterator({
          ...nameOf(stream),
          position: startingPosition(store, stream, input),
        }),
      }
    },

    GetRecords: (input: Streams.GetRecordsInput, { region }: CallContext) => {
      const iterator = decodeIterator(input.ShardIterator)
      const stream = store.find(iterator.table)
      if (stream?.stream_label !== iterator.label) throw unknownStream(iterator.table)
      const { records, next } = readRecords(store, stream, iterator.position, input.Limit ?? MAX_RECORDS)
      return {
        Records: records.filter(hasChange).map(record => toApi(record, stream, region)),
        NextShardIterator: encodeIterator({ ...iterator, position: next }),
      }
    },
  }
}

function requireStream(store: StreamStore, arn = ""): TableStream {
  const [, table = "", label] = /:table\/([^/]+)\/stream\/(.+)$/.exec(arn) ?? []
  const stream = store.find(table)
  if (stream && stream.stream_label === label) return stream
  throw unknownStream(arn)
}

function unknownStream(name: string): AwsError {
  return new AwsError("ResourceNotFoundException", `Requested resource not found: Stream: ${name} not found`)
}

function startingPosition(
  store: StreamStore,
  stream: TableStream,
  input: Streams.GetShardIteratorInput,
): number {
  const { ShardIteratorType: type, SequenceNumber: asked } = input
  if (type === "TRIM_HORIZON") return 1
  if (type === "LATEST") return store.lastPosition(stream.table_name) + 1
  if ((type === "AT_SEQUENCE_NUMBER" || type === "AFTER_SEQUENCE_NUMBER") && /^\d{1,40}$/.test(asked ?? "")) {
    const position = Number(BigInt(asked ?? 0) - FIRST_SEQUENCE) + (type === "AFTER_SEQUENCE_NUMBER" ? 1 : 0)
    if (position < store.firstPosition(stream.table_name)) {
      throw new AwsError(
        "TrimmedDataAccessException",
        "The requested sequence number is past the oldest record of the shard.",
      )
    }
    return position
  }
  throw new AwsError("ValidationException", `Invalid ShardIteratorType ${type} or SequenceNumber ${asked}.`)
}

function readRecords(store: StreamStore, stream: TableStream, position: number, limit: number) {
  if (limit < 1 || limit > MAX_RECORDS) {
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value between 1 and ${MAX_RECORDS}`,
    )
  }
  const records: StreamRecord[] = []
  let bytes = 0
  let next = position
  for (const record of store.from(stream.table_name, position, Math.floor(createdAt(stream)), limit)) {
    bytes += sizeOf(record)
    if (bytes > MAX_ANSWER_BYTES && records.length > 0) break
    records.push(record)
    next = record.position + 1
  }
  return { records, next }
}

/** dynoxide records a write that changed nothing; on AWS it leaves no trace in the stream. */
function hasChange({ event_name: event, old_image: before, new_image: after }: StreamRecord): boolean {
  if (event !== "MODIFY" || before === null || after === null || before.length !== after.length) return true
  return before !== after && !isDeepStrictEqual(JSON.parse(before), JSON.parse(after))
}

function toApi(record: StreamRecord, stream: TableStream, region: string) {
  const { new_image: newImage, old_image: oldImage, user_identity: identity } = record
  return {
    eventID: createHash("md5")
      .update(`${stream.table_name}/${stream.stream_label}/${record.position}`)
      .digest("hex"),
    eventName: record.event_name,
    eventVersion: "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: region,
    ...(identity !== null && { userIdentity: JSON.parse(identity) }),
    dynamodb: {
      ApproximateCreationDateTime: record.created_at,
      Keys: JSON.parse(record.keys_json),
      ...(newImage !== null && { NewImage: JSON.parse(newImage) }),
      ...(oldImage !== null && { OldImage: JSON.parse(oldImage) }),
      SequenceNumber: sequence(record.position),
      SizeBytes: sizeOf(record),
      StreamViewType: stream.stream_view_type,
    },
  }
}

function sizeOf(record: StreamRecord): number {
  return record.keys_json.length + (record.new_image?.length ?? 0) + (record.old_image?.length ?? 0)
}

// AWS's sequence numbers have 21 digits or more, and some clients insist on it.
const FIRST_SEQUENCE = 10n ** 20n

function sequence(position: number): string {
  return String(FIRST_SEQUENCE + BigInt(position))
}

/** AWS's form, the time of creation and eight hexadecimal digits, which is at least 28 characters long. */
function shardId(stream: TableStream): string {
  const time = String(Math.floor(createdAt(stream) * 1000)).padStart(20, "0")
  return `shardId-${time}-${createHash("md5").update(stream.table_name).digest("hex").slice(0, 8)}`
}

/** Epoch seconds; dynoxide labels a stream with them. */
function createdAt(stream: TableStream): number {
  return Number(stream.stream_label)
}

function arnOf(stream: TableStream, region: string): string {
  return `arn:aws:dynamodb:${region}:${ACCOUNT_ID}:table/${stream.table_name}/stream/${stream.stream_label}`
}

function nameOf(stream: TableStream) {
  return { table: stream.table_name, label: stream.stream_label }
}
