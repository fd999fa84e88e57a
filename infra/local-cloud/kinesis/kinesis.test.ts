import {
  AddTagsToStreamCommand,
  CreateStreamCommand,
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  IncreaseStreamRetentionPeriodCommand,
  KinesisClient,
  ListShardsCommand,
  ListTagsForStreamCommand,
  MergeShardsCommand,
  PutRecordCommand,
  PutRecordsCommand,
  SplitShardCommand,
  StartStreamEncryptionCommand,
} from "@aws-sdk/client-kinesis"
import { NodeHttpHandler } from "@smithy/node-http-handler"
import { describe, expect, it } from "vitest"
import { acrossKill, clientConfig, useLocalCloud } from "../testing/cloud-under-test.ts"

const url = useLocalCloud()
const HALF = "170141183460469231731687303715884105728"

describe("Kinesis", () => {
  it("serves the SDK's own choice of HTTP/2 as it does HTTP/1", async () => {
    const own = new KinesisClient(clientConfig(url()))
    const { client, stream } = await newStream()

    const byHttp2 = await own.send(
      new PutRecordCommand({ StreamName: stream, PartitionKey: "k", Data: bytes("a") }),
    )
    const byHttp1 = await client.send(
      new PutRecordCommand({ StreamName: stream, PartitionKey: "k", Data: bytes("b") }),
    )

    expect(BigInt(byHttp2.SequenceNumber ?? 0)).toBeLessThan(BigInt(byHttp1.SequenceNumber ?? 0))
    own.destroy()
  })

  it("describes a stream with all of its settings", async () => {
    const { client, stream } = await newStream({
      StreamModeDetails: { StreamMode: "ON_DEMAND" },
      ShardCount: undefined,
    })
    const key = { StreamName: stream, EncryptionType: "KMS" as const, KeyId: "alias/aws/kinesis" }
    await client.send(new StartStreamEncryptionCommand(key))
    await client.send(
      new IncreaseStreamRetentionPeriodCommand({ StreamName: stream, RetentionPeriodHours: 48 }),
    )
    await client.send(new AddTagsToStreamCommand({ StreamName: stream, Tags: { app: "facturo" } }))

    const { StreamDescriptionSummary } = await client.send(
      new DescribeStreamSummaryCommand({ StreamName: stream }),
    )
    const tags = await client.send(new ListTagsForStreamCommand({ StreamName: stream }))

    expect(StreamDescriptionSummary).toMatchObject({
      StreamARN: `arn:aws:kinesis:eu-central-1:000000000000:stream/${stream}`,
      StreamStatus: "ACTIVE",
      StreamModeDetails: { StreamMode: "ON_DEMAND" },
      OpenShardCount: 4,
      RetentionPeriodHours: 48,
      EncryptionType: "KMS",
    })
    expect(tags.Tags).toEqual([{ Key: "app", Value: "facturo" }])
  })

  it("can be asked by ARN in place of a name", async () => {
    const { client, stream } = await newStream()
    const arn = `arn:aws:kinesis:eu-central-1:000000000000:stream/${stream}`

    const { Shards } = await client.send(new ListShardsCommand({ StreamARN: arn }))

    expect(Shards).toHaveLength(1)
  })

  it("keeps the order of the records of one key and gives their bytes back", async () => {
    const { client, stream } = await newStream({ ShardCount: 4 })
    const Records = ["ä", "\u0000\u0001", ""].map(text => ({ PartitionKey: "customer-1", Data: bytes(text) }))

    const put = await client.send(new PutRecordsCommand({ StreamName: stream, Records }))
    const shardId = put.Records?.[0]?.ShardId
    const read = await readFrom(client, {
      StreamName: stream,
      ShardId: shardId,
      ShardIteratorType: "TRIM_HORIZON",
    })

    expect(new Set(put.Records?.map(record => record.ShardId))).toEqual(new Set([shardId]))
    expect(read.Records?.map(text)).toEqual(["ä", "\u0000\u0001", ""])
    expect(read.Records?.map(record => record.SequenceNumber)).toEqual(
      put.Records?.map(record => record.SequenceNumber),
    )
  })

  it("starts to read at each of the five kinds of place", async () => {
    const { client, stream, shard } = await newStream()
    await putText(client, stream, "one")
    const second = await putText(client, stream, "two")
    const before = await shardIterator(client, { ...shard, ShardIteratorType: "LATEST" })
    const between = new Date()
    await new Promise(resolve => setTimeout(resolve, 5))
    await putText(client, stream, "three")
    const StartingSequenceNumber = second.SequenceNumber

    const trimHorizon = await readFrom(client, { ...shard, ShardIteratorType: "TRIM_HORIZON" })
    const at = await readFrom(client, {
      ...shard,
      ShardIteratorType: "AT_SEQUENCE_NUMBER",
      StartingSequenceNumber,
    })
    const after = await readFrom(client, {
      ...shard,
      ShardIteratorType: "AFTER_SEQUENCE_NUMBER",
      StartingSequenceNumber,
    })
    const since = await readFrom(client, { ...shard, ShardIteratorType: "AT_TIMESTAMP", Timestamp: between })
    const latest = await client.send(new GetRecordsCommand({ ShardIterator: before }))

    expect(trimHorizon.Records?.map(text)).toEqual(["one", "two", "three"])
    expect(at.Records?.map(text)).toEqual(["two", "three"])
    expect(after.Records?.map(text)).toEqual(["three"])
    expect(since.Records?.map(text)).toEqual(["three"])
    expect(latest.Records?.map(text)).toEqual(["three"])
  })

  it("tells how far behind the newest record a reader is", async () => {
    const { client, stream, shard } = await newStream()
    await putText(client, stream, "one")
    await new Promise(resolve => setTimeout(resolve, 20))
    await putText(client, stream, "two")
    const ShardIterator = await shardIterator(client, { ...shard, ShardIteratorType: "TRIM_HORIZON" })

    const first = await client.send(new GetRecordsCommand({ ShardIterator, Limit: 1 }))
    const second = await client.send(new GetRecordsCommand({ ShardIterator: first.NextShardIterator }))

    expect(first.MillisBehindLatest).toBeGreaterThanOrEqual(20)
    expect(second.MillisBehindLatest).toBe(0)
  })

  it("ends a split shard with its children, and gives new records to them", async () => {
    const { client, stream, shard } = await newStream()
    await putText(client, stream, "before")
    await client.send(
      new SplitShardCommand({ StreamName: stream, ShardToSplit: shard.ShardId, NewStartingHashKey: HALF }),
    )

    const parent = await readFrom(client, { ...shard, ShardIteratorType: "TRIM_HORIZON" })
    const put = await putText(client, stream, "after")
    const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamName: stream }))

    expect(parent.Records?.map(text)).toEqual(["before"])
    expect(parent.NextShardIterator ?? null).toBeNull()
    expect(parent.ChildShards?.map(child => [child.ShardId, child.ParentShards])).toEqual([
      ["shardId-000000000001", ["shardId-000000000000"]],
      ["shardId-000000000002", ["shardId-000000000000"]],
    ])
    expect(put.ShardId).not.toBe(shard.ShardId)
    const [closed, ...open] = StreamDescription?.Shards ?? []
    expect(BigInt(closed?.SequenceNumberRange?.EndingSequenceNumber ?? 0)).toBeLessThan(
      BigInt(put.SequenceNumber ?? 0),
    )
    expect(open.map(each => each.SequenceNumberRange?.EndingSequenceNumber)).toEqual([undefined, undefined])
  })

  it("merges two neighbours into one shard that names both", async () => {
    const { client, stream } = await newStream({ ShardCount: 2 })
    const merge = { ShardToMerge: "shardId-000000000000", AdjacentShardToMerge: "shardId-000000000001" }

    await client.send(new MergeShardsCommand({ StreamName: stream, ...merge }))
    const open = await client.send(
      new ListShardsCommand({ StreamName: stream, ShardFilter: { Type: "AT_LATEST" } }),
    )

    expect(open.Shards).toEqual([
      expect.objectContaining({
        ParentShardId: merge.ShardToMerge,
        AdjacentParentShardId: merge.AdjacentShardToMerge,
      }),
    ])
    const again = client.send(new MergeShardsCommand({ StreamName: stream, ...merge }))
    await expect(again).rejects.toThrow("is closed")
  })

  it("refuses what Kinesis refuses", async () => {
    const { client, stream } = await newStream()
    const big = new Uint8Array(1024 * 1024 + 1)

    const refusal = (operation: Promise<unknown>) =>
      operation.then(
        () => "none",
        error => error.name,
      )

    const refusals = await Promise.all([
      refusal(client.send(new CreateStreamCommand({ StreamName: stream, ShardCount: 1 }))),
      refusal(client.send(new DescribeStreamCommand({ StreamName: "nowhere" }))),
      refusal(client.send(new PutRecordCommand({ StreamName: stream, PartitionKey: "k", Data: big }))),
      refusal(client.send(new GetRecordsCommand({ ShardIterator: "garbage" }))),
    ])

    expect(refusals).toEqual([
      "ResourceInUseException",
      "ResourceNotFoundException",
      "ValidationException",
      "InvalidArgumentException",
    ])
  })

  it("keeps every acknowledged record and every shard when it is killed", async () => {
    const StreamName = "invoices"
    await acrossKill(
      async killed => {
        const client = clientFor(killed)
        await client.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }))
        for (let batch = 0; batch < 10; batch += 1) {
          const Records = Array.from({ length: 500 }, (_, index) => ({
            PartitionKey: `${index}`,
            Data: bytes(`${batch}-${index}`),
          }))
          await client.send(new PutRecordsCommand({ StreamName, Records }))
        }
        const split = { ShardToSplit: "shardId-000000000000", NewStartingHashKey: HALF }
        await client.send(new SplitShardCommand({ StreamName, ...split }))
        await putText(client, StreamName, "last")
      },
      async restarted => {
        const client = clientFor(restarted)
        const { Shards } = await client.send(new ListShardsCommand({ StreamName }))
        const texts: string[] = []
        for (const { ShardId } of Shards ?? []) {
          const read = await readFrom(client, { StreamName, ShardId, ShardIteratorType: "TRIM_HORIZON" })
          texts.push(...(read.Records ?? []).map(text))
        }
        expect(Shards).toHaveLength(3)
        expect(new Set(texts).size).toBe(5001)
        await expect(putText(client, StreamName, "and on")).resolves.toBeDefined()
      },
    )
  })
})

let streams = 0

async function newStream(settings: object = {}) {
  streams += 1
  const client = clientFor(url())
  const stream = `stream-${streams}`
  await client.send(new CreateStreamCommand({ StreamName: stream, ShardCount: 1, ...settings }))
  return { client, stream, shard: { StreamName: stream, ShardId: "shardId-000000000000" } }
}

function clientFor(endpoint: string): KinesisClient {
  return new KinesisClient({ ...clientConfig(endpoint), requestHandler: new NodeHttpHandler() })
}

function putText(client: KinesisClient, StreamName: string, value: string) {
  return client.send(new PutRecordCommand({ StreamName, PartitionKey: "k", Data: bytes(value) }))
}

async function shardIterator(client: KinesisClient, input: GetShardIteratorCommandInput) {
  return (await client.send(new GetShardIteratorCommand(input))).ShardIterator
}

async function readFrom(client: KinesisClient, input: GetShardIteratorCommandInput) {
  return client.send(new GetRecordsCommand({ ShardIterator: await shardIterator(client, input) }))
}

function bytes(value: string): Uint8Array {
  return new TextEncoder().encode(value)
}

function text(record: { Data?: Uint8Array }): string {
  return new TextDecoder().decode(record.Data)
}
