/** S3, our own: REST and XML in front, one SQLite file behind. */
import { randomUUID } from "node:crypto"
import type { ServerResponse } from "node:http"
import { join } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { AwsError } from "../protocol/aws-error.ts"
import type { RequestHandler } from "../protocol/http.ts"
import { parseCall, type S3Answer } from "./call.ts"
import { findOperation } from "./find-operation.ts"
import { openS3Store, type S3Store } from "./store.ts"
import { element, xmlDocument } from "./xml.ts"

/** Serves S3 from the SQLite file in `dataDir`. */
export function startS3(dataDir: string) {
  const store = openS3Store(join(dataDir, "s3.sqlite"))
  return { handle: handleWith(store), stop: () => store.close() }
}

function handleWith(store: S3Store): RequestHandler {
  return async (request, response) => {
    response.setHeader("x-amz-request-id", randomUUID())
    try {
      const call = parseCall(request)
      await send(response, await findOperation(call)(store, call))
    } catch (error) {
      if (response.headersSent) throw error
      await send(response, errorAnswer(asAwsError(error), request.url ?? "/", request.method === "HEAD"))
    }
  }
}

async function send(response: ServerResponse, { status, headers, body }: S3Answer): Promise<void> {
  if (body === undefined || typeof body === "string") {
    const length =
      status === 204 || status === 304 ? {} : { "content-length": String(Buffer.byteLength(body ?? "")) }
    response.writeHead(status, { ...length, ...headers })
    response.end(body)
    return
  }
  response.writeHead(status, headers)
  // Small bodies are one chunk; a longer one waits for the client, chunk by chunk.
  await pipeline(Readable.from(body, { objectMode: false }), response).catch(error => {
    if (error.code !== "ERR_STREAM_PREMATURE_CLOSE") throw error
  })
}

/** A fault of ours is answered in S3's own shape too, and told on the console. */
function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error
  console.error(error)
  return new AwsError("InternalError", error instanceof Error ? error.message : String(error), 500)
}

function errorAnswer(error: AwsError, path: string, isHead: boolean): S3Answer {
  if (isHead) return { status: error.status, headers: {} }
  const members = Object.entries(error.members).map(([name, value]) => element(name, String(value)))
  const [code, message] = [element("Code", error.code), element("Message", error.message)]
  const resource = element("Resource", path.split("?")[0])
  // S3's errors stand outside of its namespace.
  const xml = xmlDocument("Error", [code, message, ...members, resource]).replace(/ xmlns="[^"]*"/, "")
  return { status: error.status, headers: { "content-type": "application/xml" }, body: xml }
}
