import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  type TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateContinuousBackupsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb"
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from "@aws-sdk/client-dynamodb-streams"
import { describe, expect, it } from "vitest"
import { acrossKill, clientConfig, useLocalCloud } from "../testing/cloud-under-test.ts"

const url = useLocalCloud()

describe("DynamoDB", () => {
  it("gives ARNs of the caller's region", async () => {
    const { client, table } = await tableWithStream()

    const { Table } = await client.send(new DescribeTableCommand({ TableName: table }))

    expect(Table?.TableArn).toBe(`arn:aws:dynamodb:eu-central-1:000000000000:table/${table}`)
    expect(Table?.LatestStreamArn).toMatch(/^arn:aws:dynamodb:eu-central-1:/)
  })

  it("cancels a transaction whole, and says which item stood in the way", async () => {
    const { client, table } = await tableWithStream()
    await client.send(
      new PutItemCommand({ TableName: table, Item: { pk: { S: "taken" }, owner: { S: "me" } } }),
    )
    const puts = Array.from({ length: 99 }, (_, index) => ({
      Put: { TableName: table, Item: { pk: { S: `new-${index}` } } },
    }))
    const conflicting = {
      Put: {
        TableName: table,
        Item: { pk: { S: "taken" } },
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
      },
    }

    const write = client.send(new TransactWriteItemsCommand({ TransactItems: [...puts, conflicting] }))
    const error: TransactionCanceledException = await write.then(
      () => expect.fail("it was stored"),
      caught => caught,
    )

    expect(error.name).toBe("TransactionCanceledException")
    expect(error.CancellationReasons?.at(-1)).toMatchObject({
      Code: "ConditionalCheckFailed",
      Item: { pk: { S: "taken" }, owner: { S: "me" } },
    })
    expect((await client.send(new ScanCommand({ TableName: table }))).Count).toBe(1)
  })

  it("pages through an index from the newest to the oldest", async () => {
    const { client, table } = await tableWithStream()
    const requests = ["1", "2", "3", "4"].map(at => ({
      PutRequest: { Item: { pk: { S: `bill-${at}` }, group: { S: "all" }, at: { S: at } } },
    }))
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }))
    const query = {
      TableName: table,
      IndexName: "by-group",
      KeyConditionExpression: "#group = :all",
      ExpressionAttributeNames: { "#group": "group" },
      ExpressionAttributeValues: { ":all": { S: "all" } },
      ScanIndexForward: false,
      Limit: 3,
    }

    const first = await client.send(new QueryCommand(query))
    const second = await client.send(
      new QueryCommand({ ...query, ExclusiveStartKey: first.LastEvaluatedKey }),
    )

    const keys = [...(first.Items ?? []), ...(second.Items ?? [])].map(item => item.pk?.S)
    expect(keys).toEqual(["bill-4", "bill-3", "bill-2", "bill-1"])
    expect(second.LastEvaluatedKey).toBeUndefined()
  })

  it("adds to a number and reads items in batches", async () => {
    const { client, table } = await tableWithStream()
    const add = {
      TableName: table,
      Key: { pk: { S: "count" } },
      UpdateExpression: "ADD seen :one",
      ExpressionAttributeValues: { ":one": { N: "1" } },
    }

    await client.send(new UpdateItemCommand(add))
    await client.send(new UpdateItemCommand(add))
    const Keys = [{ pk: { S: "count" } }, { pk: { S: "missing" } }]
    const batch = await client.send(new BatchGetItemCommand({ RequestItems: { [table]: { Keys } } }))

    expect(batch.Responses?.[table]).toEqual([{ pk: { S: "count" }, seen: { N: "2" } }])
  })

  it("keeps the setting of point-in-time recovery", async () => {
    const { client, table } = await tableWithStream()

    const before = await client.send(new DescribeContinuousBackupsCommand({ TableName: table }))
    const update = {
      TableName: table,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }
    await client.send(new UpdateContinuousBackupsCommand(update))
    const after = await client.send(new DescribeContinuousBackupsCommand({ TableName: table }))

    const status = (answer: typeof after) =>
      answer.ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus
    expect([status(before), status(after)]).toEqual(["DISABLED", "ENABLED"])
  })

  it("keeps every acknowledged transaction when it is killed", async () => {
    const table = "bills"
    await acrossKill(
      async killed => {
        const client = new DynamoDBClient(clientConfig(killed))
        await createTable(client, table)
        for (let batch = 0; batch < 10; batch += 1) {
          const TransactItems = Array.from({ length: 100 }, (_, index) => ({
            Put: { TableName: table, Item: { pk: { S: `${batch}-${index}` } } },
          }))
          await client.send(new TransactWriteItemsCommand({ TransactItems }))
        }
      },
      async restarted => {
        const client = new DynamoDBClient(clientConfig(restarted))
        const scan = await client.send(new ScanCommand({ TableName: table, Select: "COUNT" }))
        const events = await readStream(new DynamoDBStreamsClient(clientConfig(restarted)), table)
        expect(scan.Count).toBe(1000)
        expect(events).toHaveLength(1000)
      },
    )
  })
})

describe("DynamoDB Streams", () => {
  it("shows one open shard, whose records have the order of the writes", async () => {
    const { client, streams, table } = await tableWithStream()
    for (const name of ["a", "b", "c"]) {
      await client.send(new PutItemCommand({ TableName: table, Item: { pk: { S: name } } }))
    }

    const shards = await describeShards(streams, table)
    const events = await readStream(streams, table)

    expect(shards).toHaveLength(1)
    expect(shards[0]?.SequenceNumberRange?.EndingSequenceNumber).toBeUndefined()
    expect(events.map(event => event.dynamodb?.Keys?.pk?.S)).toEqual(["a", "b", "c"])
    expect(new Set(events.map(event => event.eventID)).size).toBe(3)
    expect(events[0]).toMatchObject({
      eventName: "INSERT",
      eventSource: "aws:dynamodb",
      awsRegion: "eu-central-1",
    })
  })

  it("goes on after a sequence number, and from now on", async () => {
    const { client, streams, table } = await tableWithStream()
    const put = (name: string) =>
      client.send(new PutItemCommand({ TableName: table, Item: { pk: { S: name } } }))
    await put("before")
    const [before] = await readStream(streams, table)
    const latest = await iterator(streams, table, { ShardIteratorType: "LATEST" })
    const after = await iterator(streams, table, {
      ShardIteratorType: "AFTER_SEQUENCE_NUMBER",
      SequenceNumber: before?.dynamodb?.SequenceNumber,
    })
    const at = await iterator(streams, table, {
      ShardIteratorType: "AT_SEQUENCE_NUMBER",
      SequenceNumber: before?.dynamodb?.SequenceNumber,
    })

    await put("later")

    expect(await keysFrom(streams, latest)).toEqual(["later"])
    expect(await keysFrom(streams, after)).toEqual(["later"])
    expect(await keysFrom(streams, at)).toEqual(["before", "later"])
  })

  it("has no record of a write that changed nothing", async () => {
    const { client, streams, table } = await tableWithStream()
    const item = { pk: { S: "same" }, map: { M: { x: { N: "1" }, y: { N: "2" } } } }
    await client.send(new PutItemCommand({ TableName: table, Item: item }))
    await client.send(new PutItemCommand({ TableName: table, Item: item }))
    await client.send(new PutItemCommand({ TableName: table, Item: { ...item, map: { M: {} } } }))

    const events = await readStream(streams, table)

    expect(events.map(event => event.eventName)).toEqual(["INSERT", "MODIFY"])
  })

  it("answers at most a megabyte at a time", async () => {
    const { client, streams, table } = await tableWithStream()
    const body = { S: "x".repeat(200_000) }
    for (let number = 0; number < 8; number += 1) {
      await client.send(new PutItemCommand({ TableName: table, Item: { pk: { S: `${number}` }, body } }))
    }

    const first = await streams.send(
      new GetRecordsCommand({
        ShardIterator: await iterator(streams, table, { ShardIteratorType: "TRIM_HORIZON" }),
      }),
    )

    expect(first.Records?.length).toBe(5)
    expect(await keysFrom(streams, first.NextShardIterator)).toEqual(["5", "6", "7"])
  })

  it("begins anew with a table that is made again under its old name", async () => {
    const { client, streams, table } = await tableWithStream()
    await client.send(new PutItemCommand({ TableName: table, Item: { pk: { S: "old" } } }))
    await client.send(new DeleteTableCommand({ TableName: table }))
    await createTable(client, table)
    await client.send(new PutItemCommand({ TableName: table, Item: { pk: { S: "new" } } }))

    const events = await readStream(streams, table)

    expect(events.map(event => event.dynamodb?.Keys?.pk?.S)).toEqual(["new"])
  })
})

let tables = 0

async function tableWithStream() {
  tables += 1
  const client = new DynamoDBClient(clientConfig(url()))
  const streams = new DynamoDBStreamsClient(clientConfig(url()))
  const table = `table-${tables}`
  await createTable(client, table)
  return { client, streams, table }
}

async function createTable(client: DynamoDBClient, TableName: string): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: ["pk", "group", "at"].map(AttributeName => ({
        AttributeName,
        AttributeType: "S",
      })),
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by-group",
          KeySchema: [
            { AttributeName: "group", KeyType: "HASH" },
            { AttributeName: "at", KeyType: "RANGE" },
          ],
          Projection: { ProjectionType: "ALL" },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    }),
  )
}

async function streamArn(streams: DynamoDBStreamsClient, TableName: string): Promise<string | undefined> {
  return (await streams.send(new ListStreamsCommand({ TableName }))).Streams?.[0]?.StreamArn
}

async function describeShards(streams: DynamoDBStreamsClient, table: string) {
  const StreamArn = await streamArn(streams, table)
  const answer = await streams.send(new DescribeStreamCommand({ StreamArn }))
  return answer.StreamDescription?.Shards ?? []
}

async function iterator(
  streams: DynamoDBStreamsClient,
  table: string,
  start: {
    ShardIteratorType: "TRIM_HORIZON" | "LATEST" | "AT_SEQUENCE_NUMBER" | "AFTER_SEQUENCE_NUMBER"
    SequenceNumber?: string | undefined
  },
) {
  const [shard] = await describeShards(streams, table)
  const StreamArn = await streamArn(streams, table)
  const answer = await streams.send(
    new GetShardIteratorCommand({ StreamArn, ShardId: shard?.ShardId, ...start }),
  )
  return answer.ShardIterator
}

async function keysFrom(streams: DynamoDBStreamsClient, ShardIterator: string | undefined) {
  const { Records } = await streams.send(new GetRecordsCommand({ ShardIterator }))
  return Records?.map(record => record.dynamodb?.Keys?.pk?.S)
}

async function readStream(streams: DynamoDBStreamsClient, table: string) {
  const ShardIterator = await iterator(streams, table, { ShardIteratorType: "TRIM_HORIZON" })
  return (await streams.send(new GetRecordsCommand({ ShardIterator }))).Records ?? []
}
