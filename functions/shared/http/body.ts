/** Reading a request's body. */
import type { APIGatewayProxyEvent } from "aws-lambda"
import { headerOf } from "./headers.ts"
import { HttpError } from "./problem.ts"

/** Largest body that is read, in bytes. */
export const largestBody = 256 * 1024

/** The body as JSON. Throws an HttpError: 413 too large, 415 not declared as JSON, 400 not JSON. */
export function readJson(event: APIGatewayProxyEvent): unknown {
  const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8")
  if (bytes.byteLength > largestBody) {
    throw new HttpError(413, `The body has ${bytes.byteLength} bytes; at most ${largestBody} are read.`)
  }
  const type = headerOf(event, "content-type") ?? "application/json"
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) {
    throw new HttpError(415, `The body is ${JSON.stringify(type)}; application/json is read here.`)
  }
  try {
    return JSON.parse(bytes.toString("utf8"))
  } catch (cause) {
    throw new HttpError(400, "The body is no valid JSON.", { cause })
  }
}
