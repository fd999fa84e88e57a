/** A Kinesis data stream as a source: shards, reading, and records as Lambda renders them. */
import {
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  type _Record as KinesisRecord,
  ListShardsCommand,
  type Shard,
} from "@aws-sdk/client-kinesis"
import type {
  ReadPosition,
  RecordFilter,
  ShardDescription,
  SourceRecord,
  StreamSource,
} from "../stream-source.ts"
import { parseArn } from "../stream-source.ts"

const HOUR_MS = 3_600_000
const utf8 = new TextDecoder("utf-8", { fatal: true })

/** What a source needs to render records: `roleArn` and `region` appear in every one of them. */
export type KinesisSourceOptions = {
  client: KinesisClient
  streamArn: string
  roleArn: string
  region: string
  filter?: RecordFilter
}

/**
 * Reads one stream. The name is used instead of the ARN where the API takes either, because emulators of the
 * older API know only the name.
 */
export function createKinesisSource(options: KinesisSourceOptions): StreamSource {
  const { client, streamArn } = options
  const StreamName = parseArn(streamArn).resource.replace(/^stream\//, "")
  return {
    async describe(abortSignal) {
      const { StreamDescriptionSummary: summary } = await client.send(
        new DescribeStreamSummaryCommand({ StreamName }),
        { abortSignal },
      )
      return {
        createdAt: summary?.StreamCreationTimestamp?.getTime() ?? 0,
        retentionMs: (summary?.RetentionPeriodHours ?? 24) * HOUR_MS,
        shards: await listShards(client, StreamName, abortSignal),
      }
    },
    async iterator(ShardId, position, abortSignal) {
      const answer = await client.send(
        new GetShardIteratorCommand({ StreamName, ShardId, ...iteratorInput(position) }),
        { abortSignal },
      )
      return answer.ShardIterator ?? ""
    },
    async read(shardId, ShardIterator, Limit, abortSignal) {
      const answer = await client.send(new GetRecordsCommand({ ShardIterator, Limit }), { abortSignal })
      const records = answer.Records ?? []
      const millisBehind = answer.MillisBehindLatest ?? 0
      const render = rendererFor(shardId, options)
      return {
        records: records.map(render),
        next: answer.NextShardIterator ?? null,
        // Some emulators always say 0 behind: a full answer means that there may be more.
        more: millisBehind > 0 || records.length >= Limit,
        millisBehind,
      }
    },
  }
}

async function listShards(client: KinesisClient, StreamName: string, abortSignal?: AbortSignal) {
  const shards: ShardDescription[] = []
  let NextToken: string | undefined
  do {
    const page = await client.send(new ListShardsCommand(NextToken ? { NextToken } : { StreamName }), {
      abortSignal,
    })
    for (const shard of page.Shards ?? []) shards.push(describeShard(shard))
    NextToken = page.NextToken
  } while (NextToken)
  return shards
}

function describeShard({ ShardId, ParentShardId, AdjacentParentShardId }: Shard): ShardDescription {
  return {
    shardId: ShardId ?? "",
    parents: [ParentShardId, AdjacentParentShardId].filter(parent => parent !== undefined),
  }
}

function iteratorInput(position: ReadPosition) {
  return position.type === "AFTER"
    ? ({
        ShardIteratorType: "AFTER_SEQUENCE_NUMBER",
        StartingSequenceNumber: position.sequenceNumber,
      } as const)
    : ({ ShardIteratorType: position.type } as const)
}

/** The constant parts are put together once a reply, and each record's JSON once in its life. */
function rendererFor(shardId: string, { roleArn, region, streamArn, filter }: KinesisSourceOptions) {
  const source = `"eventSource":"aws:kinesis","eventVersion":"1.0"`
  const tail =
    `"eventName":"aws:kinesis:record","invokeIdentityArn":${JSON.stringify(roleArn)},` +
    `"awsRegion":${JSON.stringify(region)},"eventSourceARN":${JSON.stringify(streamArn)}}`
  return (record: KinesisRecord): SourceRecord => {
    const sequenceNumber = record.SequenceNumber ?? ""
    const arrivedAt = record.ApproximateArrivalTimestamp?.getTime() ?? Date.now()
    const bytes = record.Data ?? new Uint8Array()
    const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64")
    // Absent for streams that distribute records by themselves.
    const key =
      record.PartitionKey === undefined ? "" : `"partitionKey":${JSON.stringify(record.PartitionKey)},`
    const json =
      `{"kinesis":{"kinesisSchemaVersion":"1.0",${key}"sequenceNumber":"${sequenceNumber}","data":"${data}",` +
      `"approximateArrivalTimestamp":${arrivedAt / 1000}},${source},` +
      `"eventID":"${shardId}:${sequenceNumber}",${tail}`
    return {
      sequenceNumber,
      laneKey: record.PartitionKey ?? sequenceNumber,
      arrivedAt,
      json,
      bytes: Buffer.byteLength(json),
      matches: filter === undefined || filter({ data: parsedData(bytes) }),
    }
  }
}

/** Data as JSON, or undefined when it is not: such a record never matches a pattern, AWS drops it. */
function parsedData(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch {
    return undefined
  }
}
