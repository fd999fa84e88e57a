import { rm } from "node:fs/promises"
import { setTimeout as delay } from "node:timers/promises"
import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb"
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from "@aws-sdk/client-dynamodb-streams"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type LocalCloud, startLocalCloud } from "../index.ts"
import { clientConfig, temporaryFolder } from "../testing/cloud-under-test.ts"
import { startExpiringItems } from "./expire-items.ts"

const EVERY_MS = 100

let folder: string
let cloud: LocalCloud
let client: DynamoDBClient
beforeAll(async () => {
  folder = await temporaryFolder()
  cloud = await startLocalCloud({ port: 0, dataDir: folder, expireEveryMs: EVERY_MS })
  client = new DynamoDBClient(clientConfig(cloud.url))
})
afterAll(async () => {
  client.destroy()
  await cloud.stop()
  await rm(folder, { recursive: true })
})

describe("time to live", () => {
  it("deletes what has expired, from the table and its indexes, and nothing else", async () => {
    const table = await createTable("mixed")
    await put(table, "expired", { expiresAt: { N: String(seconds(-5)) } })
    await put(table, "later", { expiresAt: { N: String(seconds(3600)) } })
    await put(table, "a-text", { expiresAt: { S: String(seconds(-5)) } })
    await put(table, "none", {})
    await put(table, "long-ago", { expiresAt: { N: String(seconds(-6 * 365 * 24 * 3600)) } })

    await timeToLive(table)
    await until(async () => !(await namesIn(table)).includes("expired"))

    const left = ["a-text", "later", "long-ago", "none"]
    expect(await namesIn(table)).toEqual(left)
    expect(await namesInIndex(table)).toEqual(left)
  })

  it("deletes an item when its time comes", async () => {
    const table = await createTable("soon")
    await timeToLive(table)
    const expiry = seconds(2)
    await put(table, "soon", { expiresAt: { N: String(expiry) } })

    await until(async () => (await namesIn(table)).length === 0)

    expect(Date.now() / 1000).toBeGreaterThan(expiry)
  })

  it("tells the stream that it was the service, and not so of what a caller deletes", async () => {
    const table = await createTable("streamed")
    const key = (name: string) => ({ pk: { S: name }, "sort key": { N: "1.5" } })
    await timeToLive(table)
    await put(table, "deleted", {})
    await client.send(new DeleteItemCommand({ TableName: table, Key: key("deleted") }))

    await put(table, 'expired "é\n', { expiresAt: { N: String(seconds(-5)) } })
    await until(async () => (await namesIn(table)).length === 0)
    await put(table, 'expired "é\n', {})
    await client.send(new DeleteItemCommand({ TableName: table, Key: key('expired "é\n') }))

    const removals = (await readStream(table)).filter(({ eventName }) => eventName === "REMOVE")
    expect(removals.map(({ dynamodb, userIdentity }) => [dynamodb?.Keys, userIdentity])).toEqual([
      [key("deleted"), undefined],
      [key('expired "é\n'), { Type: "Service", PrincipalId: "dynamodb.amazonaws.com" }],
      [key('expired "é\n'), undefined],
    ])
  })

  it("deletes hundreds in little steps", async () => {
    const table = await createTable("many")
    for (let batch = 0; batch < 20; batch += 1) {
      const requests = Array.from({ length: 25 }, (_, index) => ({
        PutRequest: {
          Item: {
            pk: { S: `${batch}` },
            "sort key": { N: `${index}` },
            group: { S: "all" },
            expiresAt: { N: String(seconds(-5 - batch)) },
          },
        },
      }))
      await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }))
    }

    await timeToLive(table)
    await until(async () => (await namesIn(table)).length === 0)

    expect(await namesInIndex(table)).toEqual([])
  })

  it("leaves an item that was given more time since it was found, and what was found with it", async () => {
    const table = await createTable("renewed")
    await put(table, "expired", { expiresAt: { N: String(seconds(-5)) } })
    await put(table, "renewed", { expiresAt: { N: String(seconds(3600)) } })
    let looks = 0
    const stop = startExpiringItems(
      {
        tables: () => [{ name: table, attribute: "expiresAt", keys: ["pk", "sort key"], hasStream: false }],
        find: () => {
          looks += 1
          return ["expired", "renewed"].map(name => ({ pk: { S: name }, "sort key": { N: "1.5" } }))
        },
        mark: () => {},
        unmark: () => {},
      },
      () => cloud.url,
      10,
    )

    await until(async () => looks > 2)
    await stop()

    expect(await namesIn(table)).toEqual(["expired", "renewed"])
  })

  it("leaves all items once it is disabled", async () => {
    const table = await createTable("disabled")
    await timeToLive(table)
    await timeToLive(table, false)
    await put(table, "expired", { expiresAt: { N: String(seconds(-5)) } })

    await delay(5 * EVERY_MS)

    expect(await namesIn(table)).toEqual(["expired"])
  })

  it("takes any attribute's name, and a table that is made again under its old name with another one", async () => {
    const table = await createTable("again")
    await timeToLive(table, true, "it's over")
    await put(table, "expired", { "it's over": { N: String(seconds(-5)) } })
    await until(async () => (await namesIn(table)).length === 0)
    await client.send(new DeleteTableCommand({ TableName: table }))

    await createTable("again")
    await timeToLive(table, true, "$.expiry")
    await put(table, "kept", { "it's over": { N: String(seconds(-5)) } })
    await put(table, "expired", { "$.expiry": { N: String(seconds(-5)) } })
    await until(async () => !(await namesIn(table)).includes("expired"))

    expect(await namesIn(table)).toEqual(["kept"])
  })

  it("lets alone, and still serves, a table whose attribute has a quote in its name", async () => {
    const table = await createTable("quoted")
    await timeToLive(table, true, 'a"b')

    await delay(3 * EVERY_MS)
    await put(table, "stays", { 'a"b': { N: String(seconds(-5)) } })
    await delay(3 * EVERY_MS)

    expect(await namesIn(table)).toEqual(["stays"])
  })
})

function seconds(fromNow: number): number {
  return Math.floor(Date.now() / 1000) + fromNow
}

async function createTable(TableName: string): Promise<string> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        { AttributeName: "sort key", AttributeType: "N" },
        { AttributeName: "group", AttributeType: "S" },
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sort key", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-group",
          KeySchema: [{ AttributeName: "group", KeyType: "HASH" }],
          Projection: { ProjectionType: "ALL" },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
    }),
  )
  return TableName
}

async function timeToLive(TableName: string, Enabled = true, AttributeName = "expiresAt"): Promise<void> {
  const TimeToLiveSpecification = { AttributeName, Enabled }
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }))
}

async function put(TableName: string, name: string, more: Record<string, AttributeValue>): Promise<void> {
  const Item = { pk: { S: name }, "sort key": { N: "1.50" }, group: { S: "all" }, ...more }
  await client.send(new PutItemCommand({ TableName, Item }))
}

async function namesIn(TableName: string) {
  const { Items } = await client.send(new ScanCommand({ TableName }))
  return (Items ?? []).map(item => item.pk?.S).sort()
}

async function namesInIndex(TableName: string) {
  const { Items } = await client.send(
    new QueryCommand({
      TableName,
      IndexName: "by-group",
      KeyConditionExpression: "#group = :all",
      ExpressionAttributeNames: { "#group": "group" },
      ExpressionAttributeValues: { ":all": { S: "all" } },
    }),
  )
  return (Items ?? []).map(item => item.pk?.S).sort()
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error("waited in vain")
    await delay(20)
  }
}

async function readStream(table: string) {
  const streams = new DynamoDBStreamsClient(clientConfig(cloud.url))
  const StreamArn = (await client.send(new DescribeTableCommand({ TableName: table }))).Table?.LatestStreamArn
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }))
  const ShardId = StreamDescription?.Shards?.[0]?.ShardId
  const start = { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" as const }
  const { ShardIterator } = await streams.send(new GetShardIteratorCommand(start))
  return (await streams.send(new GetRecordsCommand({ ShardIterator }))).Records ?? []
}
