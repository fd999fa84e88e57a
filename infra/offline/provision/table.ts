/** AWS::DynamoDB::Table */
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
  type TableDescription,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb"
import type { Clients } from "../clients.ts"
import { ignoring } from "./ignoring.ts"
import type { Physical } from "./intrinsics.ts"

type TableProperties = CreateTableCommandInput & {
  TableName: string
  TimeToLiveSpecification?: { AttributeName: string; Enabled: boolean }
}

/** Makes a table with its indexes, stream and time to live; waits until it is active. */
export async function ensureTable({ dynamodb }: Clients, properties: TableProperties): Promise<Physical> {
  const { TableName } = properties
  const existing = await dynamodb
    .send(new DescribeTableCommand({ TableName }))
    .catch(ignoring("ResourceNotFoundException"))
  if (existing?.Table) {
    await addMissingIndexes({ dynamodb }, properties, existing.Table)
    return physical(existing.Table)
  }
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: properties.BillingMode,
      AttributeDefinitions: properties.AttributeDefinitions,
      KeySchema: properties.KeySchema,
      GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes,
      // In CloudFormation a stream is on when it has a view type; the API wants it said.
      StreamSpecification: properties.StreamSpecification && {
        StreamEnabled: true,
        StreamViewType: properties.StreamSpecification.StreamViewType,
      },
    }),
  )
  await waitUntilTableExists({ client: dynamodb, maxWaitTime: 60, minDelay: 1, maxDelay: 2 }, { TableName })
  const { TimeToLiveSpecification } = properties
  if (TimeToLiveSpecification) {
    await dynamodb.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }))
  }
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }))
  return physical(Table as TableDescription)
}

/** A table from before an index was declared gets it, with what is in the table; one at a time, as DynamoDB wants it. */
async function addMissingIndexes(
  { dynamodb }: Pick<Clients, "dynamodb">,
  { TableName, AttributeDefinitions, GlobalSecondaryIndexes = [] }: TableProperties,
  { GlobalSecondaryIndexes: existing = [] }: TableDescription,
): Promise<void> {
  const names = new Set(existing.map(({ IndexName }) => IndexName))
  for (const index of GlobalSecondaryIndexes.filter(({ IndexName }) => !names.has(IndexName))) {
    await dynamodb.send(
      new UpdateTableCommand({
        TableName,
        AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [{ Create: index }],
      }),
    )
    await waitUntilTableExists(
      { client: dynamodb, maxWaitTime: 600, minDelay: 1, maxDelay: 5 },
      { TableName },
    )
  }
}

export async function removeTable({ dynamodb }: Clients, { ref }: Physical): Promise<void> {
  await dynamodb.send(new DeleteTableCommand({ TableName: ref })).catch(ignoring("ResourceNotFoundException"))
}

const physical = ({ TableName = "", TableArn = "", LatestStreamArn }: TableDescription): Physical => ({
  ref: TableName,
  attributes: { Arn: TableArn, ...(LatestStreamArn ? { StreamArn: LatestStreamArn } : {}) },
})
