/** A DynamoDB stream as a source: shards, reading, and records as Lambda renders them. */
import {
  type AttributeValue,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  type _Record as DynamoRecord,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from "@aws-sdk/client-dynamodb-streams"
import type {
  ReadPosition,
  RecordFilter,
  SourceRecord,
  StreamDescription,
  StreamSource,
} from "../stream-source.ts"

const DAY_MS = 86_400_000
/** GetRecords of DynamoDB streams gives no more than this at once. */
const MOST_RECORDS = 1000

/** What a source needs to render records. */
export type DynamoDbSourceOptions = {
  client: DynamoDBStreamsClient
  streamArn: string
  region: string
  filter?: RecordFilter
}

/** Reads one table's stream. */
export function createDynamoDbSource(options: DynamoDbSourceOptions): StreamSource {
  const { client, streamArn: StreamArn } = options
  return {
    describe: abortSignal => describeStream(client, StreamArn, abortSignal),
    async iterator(ShardId, position, abortSignal) {
      const input = { StreamArn, ShardId, ...iteratorInput(position) }
      const answer = await client.send(new GetShardIteratorCommand(input), { abortSignal })
      return answer.ShardIterator ?? ""
    },
    async read(shardId, ShardIterator, limit, abortSignal) {
      const Limit = Math.min(limit, MOST_RECORDS)
      const answer = await client.send(new GetRecordsCommand({ ShardIterator, Limit }), { abortSignal })
      const records = (answer.Records ?? []).map(record => renderRecord(record, shardId, options))
      return {
        records,
        next: answer.NextShardIterator ?? null,
        // This service does not say how far behind a reader is; only an empty answer shows that it is not.
        more: records.length > 0,
        millisBehind: 0,
      }
    },
  }
}

async function describeStream(
  client: DynamoDBStreamsClient,
  StreamArn: string,
  abortSignal?: AbortSignal,
): Promise<StreamDescription> {
  const description: StreamDescription = { createdAt: 0, retentionMs: DAY_MS, shards: [] }
  let ExclusiveStartShardId: string | undefined
  do {
    const page = await client.send(new DescribeStreamCommand({ StreamArn, ExclusiveStartShardId }), {
      abortSignal,
    })
    description.createdAt = page.StreamDescription?.CreationRequestDateTime?.getTime() ?? 0
    for (const { ShardId, ParentShardId } of page.StreamDescription?.Shards ?? []) {
      description.shards.push({ shardId: ShardId ?? "", parents: ParentShardId ? [ParentShardId] : [] })
    }
    ExclusiveStartShardId = page.StreamDescription?.LastEvaluatedShardId
  } while (ExclusiveStartShardId)
  return description
}

function iteratorInput(position: ReadPosition) {
  return position.type === "AFTER"
    ? ({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: position.sequenceNumber } as const)
    : ({ ShardIteratorType: position.type } as const)
}

function renderRecord(record: DynamoRecord, shardId: string, options: DynamoDbSourceOptions): SourceRecord {
  const change = record.dynamodb ?? {}
  const sequenceNumber = change.SequenceNumber ?? ""
  // AWS gives whole seconds here, whatever the emulator's precision.
  const seconds = Math.floor((change.ApproximateCreationDateTime?.getTime() ?? Date.now()) / 1000)
  const event = {
    eventID: record.eventID ?? `${shardId}:${sequenceNumber}`,
    eventName: record.eventName,
    eventVersion: record.eventVersion ?? "1.1",
    eventSource: "aws:dynamodb",
    awsRegion: options.region,
    dynamodb: {
      ApproximateCreationDateTime: seconds,
      Keys: renderImage(change.Keys),
      NewImage: renderImage(change.NewImage),
      OldImage: renderImage(change.OldImage),
      SequenceNumber: sequenceNumber,
      SizeBytes: change.SizeBytes,
      StreamViewType: change.StreamViewType,
    },
    userIdentity: record.userIdentity && {
      principalId: record.userIdentity.PrincipalId,
      type: record.userIdentity.Type,
    },
    eventSourceARN: options.streamArn,
  }
  const json = JSON.stringify(event)
  return {
    sequenceNumber,
    laneKey: JSON.stringify(event.dynamodb.Keys ?? sequenceNumber),
    arrivedAt: seconds * 1000,
    json,
    bytes: Buffer.byteLength(json),
    matches: options.filter === undefined || options.filter(event),
  }
}

type Image = Record<string, AttributeValue>

function renderImage(image: Image | undefined): Record<string, unknown> | undefined {
  if (image === undefined) return undefined
  return Object.fromEntries(Object.entries(image).map(([name, value]) => [name, renderAttribute(value)]))
}

/** The attribute as in the event: binary values are base64 strings, everything else stays as it is. */
function renderAttribute(value: AttributeValue): unknown {
  if (value.B !== undefined) return { B: base64(value.B) }
  if (value.BS !== undefined) return { BS: value.BS.map(base64) }
  if (value.L !== undefined) return { L: value.L.map(renderAttribute) }
  if (value.M !== undefined) return { M: renderImage(value.M) }
  return value
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64")
}
