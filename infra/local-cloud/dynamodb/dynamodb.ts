/** DynamoDB: dynoxide behind, with its differences from AWS repaired on the way through. */
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { AwsError } from "../protocol/aws-error.ts"
import { credentialScope } from "../protocol/caller.ts"
import { createUpstream, endToEndHeaders } from "../protocol/forward.ts"
import { type RequestHandler, readBody } from "../protocol/http.ts"
import { operationName, sendJsonError } from "../protocol/json-service.ts"
import { startDynoxide } from "./dynoxide.ts"
import { addStreamIndex } from "./mend-database.ts"

const CONTENT_TYPE = "application/x-amz-json-1.0"

// Only these answers hold ARNs; everything else goes through as it came, without a look at it.
const ANSWERS_WITH_ARNS = /Table$|TimeToLive$|Streams?$/

export type DynamoDb = { handle: RequestHandler; stop(): Promise<void> }

/** Starts DynamoDB with all of its state in `dataDir`. */
export async function startDynamoDb(dataDir: string): Promise<DynamoDb> {
  mkdirSync(dataDir, { recursive: true })
  const databasePath = join(dataDir, "dynamodb.sqlite")
  const dynoxide = await startDynoxide(databasePath)
  const upstream = createUpstream(dynoxide.url)
  const database = new DatabaseSync(databasePath, { timeout: 5000 })
  addStreamIndex(database)

  return {
    handle: async (request, response) => {
      try {
        const { region } = credentialScope(request)
        const operation = operationName(request)
        const answer = await upstream.send(request, await readBody(request)).catch((cause: Error) => {
          throw new AwsError("InternalServerError", `DynamoDB cannot be reached: ${cause.message}`, 500)
        })
        const body = ANSWERS_WITH_ARNS.test(operation) ? inRegion(answer.body, region) : answer.body
        response.writeHead(answer.status, {
          ...endToEndHeaders(answer.headers),
          "content-length": body.length,
        })
        response.end(body)
      } catch (error) {
        if (!(error instanceof AwsError)) throw error
        sendJsonError(response, CONTENT_TYPE, error)
      }
    },
    stop: async () => {
      upstream.close()
      database.close()
      await dynoxide.stop()
    },
  }
}

/** dynoxide names a region of its own in ARNs; clients expect the one that they asked. It accepts either. */
function inRegion(body: Buffer, region: string): Buffer {
  return Buffer.from(
    body.toString("utf8").replaceAll("arn:aws:dynamodb:dynoxide:", `arn:aws:dynamodb:${region}:`),
  )
}
