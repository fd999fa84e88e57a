import type { KinesisClient } from "@aws-sdk/client-kinesis"
import { describe, expect, it } from "vitest"
import { compileFilters } from "../filter-pattern.ts"
import { createKinesisSource } from "./kinesis.ts"

const STREAM = "arn:aws:kinesis:us-east-2:123456789012:stream/lambda-stream"

type Answer = Record<string, unknown>

/** A client that gives these answers in turn and keeps what it was asked. */
function fakeClient(...answers: Answer[]) {
  const inputs: Answer[] = []
  const send = async (command: { input: Answer }) => {
    inputs.push(command.input)
    return answers.shift() ?? {}
  }
  return { client: { send } as unknown as KinesisClient, inputs }
}

const sourceWith = (client: KinesisClient, filter?: ReturnType<typeof compileFilters>) =>
  createKinesisSource({
    client,
    streamArn: STREAM,
    region: "us-east-2",
    roleArn: "arn:aws:iam::123456789012:role/lambda-role",
    filter,
  })

const record = (data: Uint8Array | string, more: Answer = {}) => ({
  PartitionKey: "1",
  SequenceNumber: "49590338271490256608559692538361571095921575989136588898",
  Data: typeof data === "string" ? Buffer.from(data) : data,
  ApproximateArrivalTimestamp: new Date(1545084650987),
  ...more,
})

describe("a Kinesis stream as source", () => {
  it("section 1.1: renders a record field by field as Lambda does", async () => {
    const { client } = fakeClient({ Records: [record("Hello, this is a test.")], NextShardIterator: "next" })

    const { records } = await sourceWith(client).read("shardId-000000000006", "iterator", 10)

    expect(JSON.parse(records[0]?.json ?? "")).toEqual({
      kinesis: {
        kinesisSchemaVersion: "1.0",
        partitionKey: "1",
        sequenceNumber: "49590338271490256608559692538361571095921575989136588898",
        data: "SGVsbG8sIHRoaXMgaXMgYSB0ZXN0Lg==",
        approximateArrivalTimestamp: 1545084650.987,
      },
      eventSource: "aws:kinesis",
      eventVersion: "1.0",
      eventID: "shardId-000000000006:49590338271490256608559692538361571095921575989136588898",
      eventName: "aws:kinesis:record",
      invokeIdentityArn: "arn:aws:iam::123456789012:role/lambda-role",
      awsRegion: "us-east-2",
      eventSourceARN: STREAM,
    })
  })

  it("counts the bytes of a record as serialised, with keys beyond ASCII and quotes", async () => {
    const { client } = fakeClient({ Records: [record("x", { PartitionKey: 'Zoë "Ω"' })] })

    const { records } = await sourceWith(client).read("shard", "iterator", 10)

    expect(records[0]?.bytes).toBe(Buffer.byteLength(records[0]?.json ?? ""))
    expect(JSON.parse(records[0]?.json ?? "").kinesis.partitionKey).toBe('Zoë "Ω"')
  })

  it("renders no partition key where the stream has none", async () => {
    const { client } = fakeClient({ Records: [record("x", { PartitionKey: undefined })] })

    const { records } = await sourceWith(client).read("shard", "iterator", 10)

    expect(JSON.parse(records[0]?.json ?? "").kinesis).not.toHaveProperty("partitionKey")
  })

  it("filters on data as JSON, and lets nothing through that is none", async () => {
    const invalidUtf8 = new Uint8Array([0x22, 0xff, 0x22])
    const Records = [record('{"type":"buy"}'), record('{"type":"sell"}'), record("buy"), record(invalidUtf8)]
    const { client } = fakeClient({ Records })
    const filter = compileFilters({ Filters: [{ Pattern: '{"data":{"type":["buy"]}}' }] }, "kinesis")

    const { records } = await sourceWith(client, filter).read("shard", "iterator", 10)

    expect(records.map(({ matches }) => matches)).toEqual([true, false, false, false])
  })

  it("knows that more waits, by the service's word or by a full answer", async () => {
    const { client } = fakeClient(
      { Records: [], NextShardIterator: "n", MillisBehindLatest: 5 },
      { Records: [record("a"), record("b")], NextShardIterator: "n", MillisBehindLatest: 0 },
      { Records: [record("a")], NextShardIterator: "n", MillisBehindLatest: 0 },
    )
    const source = sourceWith(client)

    const answers = [
      await source.read("s", "i", 2),
      await source.read("s", "i", 2),
      await source.read("s", "i", 2),
    ]

    expect(answers.map(({ more }) => more)).toEqual([true, true, false])
  })

  it("says that a closed shard is at its end", async () => {
    const { client } = fakeClient({ Records: [] })

    const { next } = await sourceWith(client).read("shard", "iterator", 10)

    expect(next).toBeNull()
  })

  it("lists shards over all pages, with both parents of a merge", async () => {
    const { client, inputs } = fakeClient(
      { StreamDescriptionSummary: { StreamCreationTimestamp: new Date(7000), RetentionPeriodHours: 48 } },
      { Shards: [{ ShardId: "a" }], NextToken: "more" },
      { Shards: [{ ShardId: "c", ParentShardId: "a", AdjacentParentShardId: "b" }] },
    )

    const description = await sourceWith(client).describe()

    expect(description).toEqual({
      createdAt: 7000,
      retentionMs: 48 * 3_600_000,
      shards: [
        { shardId: "a", parents: [] },
        { shardId: "c", parents: ["a", "b"] },
      ],
    })
    expect(inputs[1]).toEqual({ StreamName: "lambda-stream" })
    expect(inputs[2]).toEqual({ NextToken: "more" })
  })

  it.each([
    [{ type: "TRIM_HORIZON" }, { ShardIteratorType: "TRIM_HORIZON" }],
    [{ type: "LATEST" }, { ShardIteratorType: "LATEST" }],
    [
      { type: "AFTER", sequenceNumber: "7" },
      { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber: "7" },
    ],
  ] as const)("takes an iterator at %j", async (position, expected) => {
    const { client, inputs } = fakeClient({ ShardIterator: "iterator" })

    const iterator = await sourceWith(client).iterator("shard", position)

    expect(iterator).toBe("iterator")
    expect(inputs[0]).toEqual({ StreamName: "lambda-stream", ShardId: "shard", ...expected })
  })
})
