/** DynamoDB: dynoxide behind, with its differences from AWS repaired on the way through. */
import { mkdirSync } from "node:fs"
import type { IncomingMessage, ServerResponse } from "node:http"
import { join } from "node:path"
import { AwsError } from "../protocol/aws-error.ts"
import { credentialScope } from "../protocol/caller.ts"
import { createUpstream, endToEndHeaders, type Upstream } from "../protocol/forward.ts"
import { type RequestHandler, readBody } from "../protocol/http.ts"
import { jsonService, operationName, sendJsonError } from "../protocol/json-service.ts"
import { backupOperations } from "./backups.ts"
import { startDynoxide } from "./dynoxide.ts"
import { startExpiringItems } from "./expire-items.ts"
import { openExpiredItems } from "./expired-items.ts"
import { openStreamStore, type StreamStore } from "./stream-store.ts"
import { tableStreamOperations } from "./streams.ts"
import { forgetStream, startTrimmingStreams } from "./trim-streams.ts"

const CONTENT_TYPE = "application/x-amz-json-1.0"
const EXPIRE_EVERY_MS = 60_000

// What dynoxide 1.2.1 serves; to others it answers with an error that says nothing.
const IN_DYNOXIDE = [
  "BatchExecuteStatement",
  "BatchGetItem",
  "BatchWriteItem",
  "CreateTable",
  "DeleteItem",
  "DeleteTable",
  "DescribeTable",
  "DescribeTimeToLive",
  "ExecuteStatement",
  "ExecuteTransaction",
  "GetItem",
  "ListTables",
  "ListTagsOfResource",
  "PutItem",
  "Query",
  "Scan",
  "TagResource",
  "TransactGetItems",
  "TransactWriteItems",
  "UntagResource",
  "UpdateItem",
  "UpdateTable",
  "UpdateTimeToLive",
]
// Only these answers hold ARNs; everything else goes through as it came, without a look at it.
const ANSWERS_WITH_ARNS = ["CreateTable", "DescribeTable", "UpdateTable", "DeleteTable"]

export type DynamoDb = { handle: RequestHandler; handleStreams: RequestHandler; stop(): Promise<void> }

/** Starts DynamoDB with all of its state in `dataDir`; every `expireEveryMs` it deletes the items that have expired. */
export async function startDynamoDb(dataDir: string, expireEveryMs = EXPIRE_EVERY_MS): Promise<DynamoDb> {
  mkdirSync(dataDir, { recursive: true })
  const databasePath = join(dataDir, "dynamodb.sqlite")
  const dynoxide = await startDynoxide(databasePath)
  const store = openStreamStore(databasePath)
  const stopTrimming = startTrimmingStreams(store)
  const stopExpiring = startExpiringItems(openExpiredItems(store.database), dynoxide.url, expireEveryMs)
  const upstream = createUpstream(dynoxide.url)

  const streams = {
    name: "DynamoDB Streams",
    contentType: CONTENT_TYPE,
    operations: tableStreamOperations(store),
  }
  const ownOperations = backupOperations(store)
  const handleOwn = jsonService({ name: "DynamoDB", contentType: CONTENT_TYPE, operations: ownOperations })

  return {
    handleStreams: jsonService(streams),
    handle: async (request, response) => {
      const operation = operationName(request)
      if (Object.hasOwn(ownOperations, operation)) return handleOwn(request, response)
      try {
        requireServed(operation, Object.keys(ownOperations))
        await forward(upstream, store, operation, request, response)
      } catch (error) {
        if (!(error instanceof AwsError)) throw error
        sendJsonError(response, CONTENT_TYPE, error)
      }
    },
    stop: async () => {
      stopTrimming()
      await stopExpiring()
      upstream.close()
      await dynoxide.stop()
      store.close()
    },
  }
}

async function forward(
  upstream: Upstream,
  store: StreamStore,
  operation: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { region } = credentialScope(request)
  const sent = await readBody(request)
  const answer = await upstream.send(request, sent).catch((cause: Error) => {
    throw new AwsError("InternalServerError", `DynamoDB cannot be reached: ${cause.message}`, 500)
  })
  // Else a table made again under the same name would begin with the records of the one before.
  if (operation === "DeleteTable" && answer.status === 200) {
    await forgetStream(store, JSON.parse(sent.toString("utf8")).TableName)
  }
  const body = ANSWERS_WITH_ARNS.includes(operation) ? inRegion(answer.body, region) : answer.body
  response.writeHead(answer.status, { ...endToEndHeaders(answer.headers), "content-length": body.length })
  response.end(body)
}

function requireServed(operation: string, own: string[]): void {
  if (IN_DYNOXIDE.includes(operation)) return
  const known = [...IN_DYNOXIDE, ...own].join(", ")
  throw new AwsError(
    "UnknownOperationException",
    `DynamoDB here has no operation ${operation}. It has: ${known}.`,
  )
}

/** dynoxide names a region of its own in ARNs; clients expect the one that they asked. It accepts either. */
function inRegion(body: Buffer, region: string): Buffer {
  return Buffer.from(
    body.toString("utf8").replaceAll("arn:aws:dynamodb:dynoxide:", `arn:aws:dynamodb:${region}:`),
  )
}
