import { rm } from "node:fs/promises"
import { join } from "node:path"
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { clientConfig, temporaryFolder } from "../testing/cloud-under-test.ts"
import { type Dynoxide, startDynoxide } from "./dynoxide.ts"
import { openStreamStore, type StreamStore } from "./stream-store.ts"
import { trimStreams } from "./trim-streams.ts"

const DAY_SECONDS = 24 * 3600

let folder: string
let dynoxide: Dynoxide
let store: StreamStore
let client: DynamoDBClient
beforeEach(async () => {
  folder = await temporaryFolder()
  dynoxide = await startDynoxide(join(folder, "dynamodb.sqlite"))
  store = openStreamStore(join(folder, "dynamodb.sqlite"))
  client = new DynamoDBClient(clientConfig(dynoxide.url()))
  await client.send(
    new CreateTableCommand({
      TableName: "trimmed",
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
    }),
  )
})
afterEach(async () => {
  store.close()
  await dynoxide.stop()
  await rm(folder, { recursive: true })
})

describe("trimming table streams", () => {
  it("lets go of what is older than a day, save the last record", async () => {
    await put("a", "b", "c")

    await trimStreams(store, Date.now() / 1000 + DAY_SECONDS - 60)
    const within = positions()
    await trimStreams(store, Date.now() / 1000 + DAY_SECONDS + 60)

    expect(within).toEqual([1, 2, 3])
    // The last one stays: dynoxide counts on from it.
    expect(positions()).toEqual([3])
  })

  it("does not begin the sequence numbers anew", async () => {
    await put("a", "b", "c")
    await trimStreams(store, Date.now() / 1000 + DAY_SECONDS + 60)

    await put("d")

    expect(positions()).toEqual([3, 4])
  })
})

async function put(...keys: string[]): Promise<void> {
  for (const key of keys)
    await client.send(new PutItemCommand({ TableName: "trimmed", Item: { pk: { S: key } } }))
}

function positions(): number[] {
  return Array.from(store.from("trimmed", 0, 0, 100), record => record.position)
}
