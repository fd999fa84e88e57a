/** A DynamoDB stream, and an on-failure destination in S3, through the embedded cloud. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb"
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams"
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type LocalCloud, startLocalCloud } from "../../local-cloud/index.ts"
import { createInvokeClient, startEventSourceMappings } from "./index.ts"
import { startLambdaApi, type TestEvent, type TestFunction } from "./testing/lambda-api.ts"

const config = { region: "eu-central-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } }

let folder: string
let cloud: LocalCloud
let dynamodb: DynamoDBClient
let dynamodbStreams: DynamoDBStreamsClient
let s3: S3Client

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "event-source-mapping-"))
  cloud = await startLocalCloud({ port: 0, dataDir: join(folder, "cloud") })
  const local = { ...config, endpoint: cloud.url }
  dynamodb = new DynamoDBClient(local)
  dynamodbStreams = new DynamoDBStreamsClient(local)
  s3 = new S3Client({ ...local, forcePathStyle: true })
})

afterAll(async () => {
  for (const client of [dynamodb, dynamodbStreams, s3]) client.destroy()
  await cloud.stop()
  await rm(folder, { recursive: true })
})

async function createTable(TableName: string): Promise<string> {
  const { TableDescription } = await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    }),
  )
  return TableDescription?.LatestStreamArn ?? ""
}

const putItem = (TableName: string, id: string) =>
  dynamodb.send(
    new PutItemCommand({
      TableName,
      Item: { id: { S: id }, blob: { B: Buffer.from(id) }, total: { N: "7.5" } },
    }),
  )

async function start(
  name: string,
  streamArn: string,
  run: TestFunction,
  properties: Record<string, unknown> = {},
) {
  const api = await startLambdaApi(run)
  const lambda = createInvokeClient({ ...config, endpoint: api.endpoint })
  const definition = { id: name, functionName: name, eventSourceArn: streamArn }
  const mappings = await startEventSourceMappings(
    [{ ...definition, properties: { StartingPosition: "TRIM_HORIZON", ...properties } }],
    {
      clients: { dynamodbStreams, lambda, s3 },
      checkpointFile: join(folder, `${name}.sqlite`),
      pollIntervalMs: { dynamodb: 20 },
    },
  )
  return {
    status: mappings.status,
    async stop() {
      await mappings.stop()
      lambda.destroy()
      await api.close()
    },
  }
}

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error("waited in vain")
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

describe("event source mappings on a DynamoDB stream of the local cloud", () => {
  it("brings every change, rendered as Lambda does, and continues after a restart", async () => {
    const streamArn = await createTable("bills")
    const events: TestEvent[] = []
    const deliver: TestFunction = event => void events.push(event)
    const records = () => events.flatMap(event => event.Records)

    const first = await start("bills", streamArn, deliver, { BatchSize: 10 })
    for (let index = 0; index < 25; index += 1) await putItem("bills", `bill-${index}`)
    await until(() => records().length === 25)
    await first.stop()
    await putItem("bills", "bill-25")
    const second = await start("bills", streamArn, deliver)
    await until(() => records().length === 26)
    await second.stop()

    const ids = records().map(record => record.dynamodb?.Keys.id?.S)
    expect(ids).toEqual(Array.from({ length: 26 }, (_, index) => `bill-${index}`))
    expect(records()[3]).toMatchObject({
      eventName: "INSERT",
      eventSource: "aws:dynamodb",
      awsRegion: "eu-central-1",
      eventSourceARN: streamArn,
      dynamodb: {
        Keys: { id: { S: "bill-3" } },
        NewImage: {
          id: { S: "bill-3" },
          blob: { B: Buffer.from("bill-3").toString("base64") },
          total: { N: "7.5" },
        },
        StreamViewType: "NEW_AND_OLD_IMAGES",
      },
    })
  })

  it("goes on by itself when the cloud goes away and comes back", async () => {
    const streamArn = await createTable("payments")
    const ids: (string | undefined)[] = []
    const deliver: TestFunction = event =>
      void ids.push(...event.Records.map(record => record.dynamodb?.Keys.id?.S))
    const mappings = await start("payments", streamArn, deliver)
    await putItem("payments", "before")
    await until(() => ids.length === 1)

    const { port } = cloud
    await cloud.stop()
    await new Promise(resolve => setTimeout(resolve, 300))
    cloud = await startLocalCloud({ port, dataDir: join(folder, "cloud") })
    await putItem("payments", "after")
    await until(() => ids.length === 2)
    await mappings.stop()

    expect(ids).toEqual(["before", "after"])
  })

  it("puts the document and the whole event of discarded records into the bucket of the destination", async () => {
    const streamArn = await createTable("orders")
    await s3.send(new CreateBucketCommand({ Bucket: "discarded" }))
    const fail: TestFunction = () => {
      throw new Error("always")
    }
    await putItem("orders", "poison")

    const mappings = await start("orders", streamArn, fail, {
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: "arn:aws:s3:::discarded" } },
    })
    const list = async () => (await s3.send(new ListObjectsV2Command({ Bucket: "discarded" }))).Contents ?? []
    await until(async () => (await list()).length === 1)
    const [object] = await list()
    const body = await s3.send(new GetObjectCommand({ Bucket: "discarded", Key: object?.Key }))
    const document = JSON.parse((await body.Body?.transformToString()) ?? "")
    await mappings.stop()

    const [status] = mappings.status()
    expect(object?.Key).toMatch(
      new RegExp(
        `^aws/lambda/${status?.uuid}/${status?.shards[0]?.shardId}/\\d{4}/\\d\\d/\\d\\d/\\d{4}-\\d\\d-\\d\\dT\\d\\d\\.\\d\\d\\.\\d\\d-[0-9a-f-]{36}$`,
      ),
    )
    expect(document.requestContext.condition).toBe("RetryAttemptsExhausted")
    expect(document.DDBStreamBatchInfo).toMatchObject({ batchSize: 1, streamArn })
    expect(JSON.parse(document.payload).Records[0].dynamodb.Keys).toEqual({ id: { S: "poison" } })
  })
})
