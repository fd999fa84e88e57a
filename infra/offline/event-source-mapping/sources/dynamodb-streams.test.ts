import type { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams"
import { describe, expect, it } from "vitest"
import { createDynamoDbSource } from "./dynamodb-streams.ts"

const STREAM = "arn:aws:dynamodb:dynoxide:000000000000:table/bills/stream/2026-01-01T00:00:00.000"
const bytes = new Uint8Array([1, 2, 3])

function sourceAnswering(...answers: unknown[]) {
  const client = { send: async () => answers.shift() ?? {} } as unknown as DynamoDBStreamsClient
  return createDynamoDbSource({ client, streamArn: STREAM, region: "eu-central-1" })
}

const read = async (record: unknown) => {
  const { records } = await sourceAnswering({ Records: [record] }).read("shard-1", "iterator", 10)
  return { ...records[0], event: JSON.parse(records[0]?.json ?? "") }
}

describe("a DynamoDB stream as source", () => {
  it("section 1.2: renders a record field by field as Lambda does", async () => {
    const { event, arrivedAt } = await read({
      eventID: "e-1",
      eventName: "REMOVE",
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: "dynoxide",
      userIdentity: { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" },
      dynamodb: {
        ApproximateCreationDateTime: new Date(1_607_497_475_987),
        Keys: { id: { S: "1" } },
        OldImage: { id: { S: "1" }, total: { N: "7.50" }, list: { L: [{ B: bytes }, { NULL: true }] } },
        SequenceNumber: "300000000000000499659",
        SizeBytes: 26,
        StreamViewType: "NEW_AND_OLD_IMAGES",
      },
    })

    expect(event).toEqual({
      eventID: "e-1",
      eventName: "REMOVE",
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: "eu-central-1",
      userIdentity: { type: "Service", principalId: "dynamodb.amazonaws.com" },
      dynamodb: {
        ApproximateCreationDateTime: 1_607_497_475,
        Keys: { id: { S: "1" } },
        OldImage: { id: { S: "1" }, total: { N: "7.50" }, list: { L: [{ B: "AQID" }, { NULL: true }] } },
        SequenceNumber: "300000000000000499659",
        SizeBytes: 26,
        StreamViewType: "NEW_AND_OLD_IMAGES",
      },
      eventSourceARN: STREAM,
    })
    expect(arrivedAt).toBe(1_607_497_475_000)
  })

  it("renders binary values, alone, in sets and nested, as base64", async () => {
    const { event } = await read({
      dynamodb: {
        NewImage: { b: { B: bytes }, bs: { BS: [bytes, Buffer.from("x")] }, m: { M: { b: { B: bytes } } } },
      },
    })

    expect(event.dynamodb.NewImage).toEqual({
      b: { B: "AQID" },
      bs: { BS: ["AQID", "eA=="] },
      m: { M: { b: { B: "AQID" } } },
    })
  })

  it("orders in parallel reading by the item's key", async () => {
    const one = await read({ dynamodb: { Keys: { id: { S: "1" } }, SequenceNumber: "1" } })
    const again = await read({ dynamodb: { Keys: { id: { S: "1" } }, SequenceNumber: "2" } })
    const other = await read({ dynamodb: { Keys: { id: { S: "2" } }, SequenceNumber: "3" } })

    expect(again.laneKey).toBe(one.laneKey)
    expect(other.laneKey).not.toBe(one.laneKey)
  })

  it("lists shards over all pages with their parents", async () => {
    const source = sourceAnswering(
      {
        StreamDescription: {
          CreationRequestDateTime: new Date(9000),
          Shards: [{ ShardId: "a" }],
          LastEvaluatedShardId: "a",
        },
      },
      {
        StreamDescription: {
          CreationRequestDateTime: new Date(9000),
          Shards: [{ ShardId: "b", ParentShardId: "a" }],
        },
      },
    )

    const description = await source.describe()

    expect(description).toEqual({
      createdAt: 9000,
      retentionMs: 86_400_000,
      shards: [
        { shardId: "a", parents: [] },
        { shardId: "b", parents: ["a"] },
      ],
    })
  })
})
