/**
 * What the cloud under test can do, found by asking it. Tests that need more than one can do are skipped there, by what
 * it did and never by its name.
 */
import {
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  GetItemCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb"
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from "@aws-sdk/client-dynamodb-streams"
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3"
import {
  CreateHttpNamespaceCommand,
  CreateServiceCommand,
  DeleteNamespaceCommand,
  DeleteServiceCommand,
  GetOperationCommand,
  ListServicesCommand,
  ServiceDiscoveryClient,
} from "@aws-sdk/client-servicediscovery"
import { NodeHttpHandler } from "@smithy/node-http-handler"

/** Each true when the cloud did it. */
export type Capabilities = {
  /** Changes of a table are on its stream. */
  tableStreams: boolean
  /** A transaction that is refused says which of its parts was the reason. */
  transactionReasons: boolean
  /** Transactions at the same time neither fail nor mix. */
  isolatedTransactions: boolean
  /** A transaction takes the same time in a full table as in an empty one, so that thousands of them end. */
  steadyTransactions: boolean
  /** A put with an If-Match that does not match any more is refused. */
  conditionalPuts: boolean
  /** Services are listed by namespace, so that two systems can be in one Cloud Map. */
  separateNamespaces: boolean
}

const meaning: Record<keyof Capabilities, string> = {
  tableStreams: "changes of a table do not come on its stream",
  transactionReasons: "a refused transaction does not say why",
  isolatedTransactions: "transactions at the same time fail or mix",
  steadyTransactions: "the fuller a table, the longer a transaction takes",
  conditionalPuts: "S3 does not honour If-Match",
  separateNamespaces: "Cloud Map mixes the services of namespaces",
}

/** What our own cloud is held to: everything. It is not asked, so that a test fails there instead of being skipped. */
export const allCapabilities = Object.fromEntries(
  Object.keys(meaning).map(capability => [capability, true]),
) as Capabilities

type Clients = {
  dynamodb: DynamoDBClient
  streams: DynamoDBStreamsClient
  s3: S3Client
  cloudMap: ServiceDiscoveryClient
}

/** Asks the cloud at this address, with resources of its own that are removed afterwards. */
export async function findCapabilities(cloudUrl: string): Promise<Capabilities> {
  const clients = clientsOf(cloudUrl)
  const name = `facturo-probe-${Math.random().toString(36).slice(2, 10)}`
  const [ofTable, conditionalPuts, separateNamespaces] = await Promise.all([
    askTable(clients, name),
    askBucket(clients, name),
    askCloudMap(clients, name),
  ])
  return { ...ofTable, conditionalPuts, separateNamespaces }
}

/** What is missing, in words, one line each. */
export const missingIn = (capabilities: Capabilities): string[] =>
  Object.entries(capabilities).flatMap(([name, can]) =>
    can ? [] : [`${name}: ${meaning[name as keyof Capabilities]}`],
  )

function clientsOf(endpoint: string): Clients {
  const options = {
    endpoint,
    region: process.env.AWS_REGION ?? "eu-west-1",
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler(),
    ...(process.env.AWS_ACCESS_KEY_ID
      ? {}
      : { credentials: { accessKeyId: "test", secretAccessKey: "test" } }),
  }
  return {
    dynamodb: new DynamoDBClient(options),
    streams: new DynamoDBStreamsClient(options),
    s3: new S3Client({ ...options, forcePathStyle: true }),
    cloudMap: new ServiceDiscoveryClient({
      ...options,
      endpoint: process.env.AWS_ENDPOINT_URL_SERVICEDISCOVERY ?? endpoint,
      disableHostPrefix: true,
    }),
  }
}

async function askTable({ dynamodb, streams }: Clients, TableName: string) {
  const { TableDescription } = await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
    }),
  )
  try {
    await waitUntilTableExists({ client: dynamodb, maxWaitTime: 60, minDelay: 1, maxDelay: 2 }, { TableName })
    await fill(dynamodb, TableName, 0, 10)
    const inEmpty = await transactionTime(dynamodb, TableName)
    const isolatedTransactions = await isolates(dynamodb, TableName)
    await fill(dynamodb, TableName, 10, 400)
    const inFull = await transactionTime(dynamodb, TableName)
    return {
      isolatedTransactions,
      steadyTransactions: inFull < 4 * inEmpty,
      transactionReasons: await givesReasons(dynamodb, TableName),
      tableStreams: await streamsChanges(streams, TableDescription?.LatestStreamArn),
    }
  } finally {
    await dynamodb.send(new DeleteTableCommand({ TableName }))
  }
}

async function givesReasons(dynamodb: DynamoDBClient, TableName: string): Promise<boolean> {
  const put = (id: string): TransactWriteItem => ({
    Put: { TableName, Item: { id: { S: id } }, ConditionExpression: "attribute_not_exists(id)" },
  })
  return dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [put("new"), put("0")] })).then(
    () => false,
    error =>
      error.CancellationReasons?.map(({ Code }: { Code: string }) => Code).join() ===
      "None,ConditionalCheckFailed",
  )
}

/** Puts so many items, with ids from `first` on. */
async function fill(dynamodb: DynamoDBClient, TableName: string, first: number, count: number) {
  const lines = {
    L: Array.from({ length: 30 }, (_, n) => ({ M: { n: { N: `${n}` }, text: { S: "text" } } })),
  }
  for (let n = 0; n < count; n += 25) {
    const items = Array.from({ length: Math.min(25, count - n) }, (_, i) => ({
      PutRequest: { Item: { id: { S: `${first + n + i}` }, n: { N: "0" }, lines } },
    }))
    await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: items } }))
  }
}

/** The median time of a transaction of one write, alone, in milliseconds. */
async function transactionTime(dynamodb: DynamoDBClient, TableName: string): Promise<number> {
  const put = { Put: { TableName, Item: { id: { S: "timed" } } } }
  const times: number[] = []
  for (let n = 0; n < 9; n++) {
    const start = performance.now()
    await dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [put] }))
    times.push(performance.now() - start)
  }
  return times.sort((a, b) => a - b)[4] as number
}

/**
 * Transactions that each add one to two items, while others put new items: afterwards both have as many as were
 * accepted. In rounds, because a cloud that mixes them does not do so every time.
 */
async function isolates(dynamodb: DynamoDBClient, TableName: string): Promise<boolean> {
  const add = (id: string): TransactWriteItem => ({
    Update: {
      TableName,
      Key: { id: { S: id } },
      UpdateExpression: "ADD n :one",
      ExpressionAttributeValues: { ":one": { N: "1" } },
    },
  })
  const outcomes: string[] = []
  for (let round = 1; round <= 3; round++) {
    const [, ...ended] = await Promise.all([
      fill(dynamodb, TableName, round * 10_000, 100),
      ...Array.from({ length: 30 }, () =>
        dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [add("1"), add("2")] })).then(
          () => "accepted",
          ({ name }) => name as string,
        ),
      ),
    ])
    outcomes.push(...ended)
    const accepted = outcomes.filter(outcome => outcome === "accepted").length
    const counts = await Promise.all(["1", "2"].map(id => countIn(dynamodb, TableName, id)))
    if (outcomes.some(outcome => !refusals.includes(outcome)) || counts.some(count => count !== accepted))
      return false
  }
  return true
}

/** What two transactions at the same time may come to. */
const refusals = ["accepted", "TransactionCanceledException", "TransactionConflictException"]

async function countIn(dynamodb: DynamoDBClient, TableName: string, id: string): Promise<number> {
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName, Key: { id: { S: id } }, ConsistentRead: true }),
  )
  return Number(Item?.n?.N)
}

async function streamsChanges(
  streams: DynamoDBStreamsClient,
  StreamArn: string | undefined,
): Promise<boolean> {
  try {
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }))
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId
    const start = { StreamArn, ShardId, ShardIteratorType: "TRIM_HORIZON" as const }
    let { ShardIterator } = await streams.send(new GetShardIteratorCommand(start))
    for (const end = Date.now() + 10_000; ShardIterator && Date.now() < end; ) {
      const page = await streams.send(new GetRecordsCommand({ ShardIterator }))
      if (page.Records?.length) return true
      ShardIterator = page.NextShardIterator
      await new Promise(resolve => setTimeout(resolve, 250))
    }
    return false
  } catch {
    return false
  }
}

async function askBucket({ s3 }: Clients, Bucket: string): Promise<boolean> {
  const region = await s3.config.region()
  const at = { Bucket, Key: "probe" }
  await s3.send(
    new CreateBucketCommand({
      Bucket,
      CreateBucketConfiguration:
        region === "us-east-1" ? undefined : { LocationConstraint: region as "eu-west-1" },
    }),
  )
  try {
    const { ETag } = await s3.send(new PutObjectCommand({ ...at, Body: "1", IfNoneMatch: "*" }))
    await s3.send(new PutObjectCommand({ ...at, Body: "2", IfMatch: ETag }))
    const refusal = (condition: object) =>
      s3.send(new PutObjectCommand({ ...at, Body: "3", ...condition })).then(
        () => 200,
        ({ $metadata }) => $metadata?.httpStatusCode as number,
      )
    return (await refusal({ IfMatch: ETag })) === 412 && (await refusal({ IfNoneMatch: "*" })) === 412
  } finally {
    await s3.send(new DeleteObjectCommand(at))
    await s3.send(new DeleteBucketCommand({ Bucket }))
  }
}

async function askCloudMap({ cloudMap }: Clients, name: string): Promise<boolean> {
  const [first, second] = await Promise.all([
    makeNamespace(cloudMap, `${name}-1`),
    makeNamespace(cloudMap, `${name}-2`),
  ])
  const { Service } = await cloudMap.send(new CreateServiceCommand({ Name: name, NamespaceId: first }))
  try {
    const Filters = [{ Name: "NAMESPACE_ID" as const, Values: [second], Condition: "EQ" as const }]
    const { Services } = await cloudMap.send(new ListServicesCommand({ Filters }))
    return Services?.length === 0
  } finally {
    await cloudMap.send(new DeleteServiceCommand({ Id: Service?.Id }))
    for (const Id of [first, second]) await cloudMap.send(new DeleteNamespaceCommand({ Id }))
  }
}

async function makeNamespace(cloudMap: ServiceDiscoveryClient, Name: string): Promise<string> {
  const { OperationId } = await cloudMap.send(
    new CreateHttpNamespaceCommand({ Name, CreatorRequestId: Name }),
  )
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const { Operation } = await cloudMap.send(new GetOperationCommand({ OperationId }))
    if (Operation?.Status === "SUCCESS") return Operation.Targets?.NAMESPACE ?? ""
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  throw new Error(`Cloud Map did not make the namespace ${Name} within a minute.`)
}
