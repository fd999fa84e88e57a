/** A service's answer, as API Gateway wants it from a Lambda. */
import type { APIGatewayProxyResult } from "aws-lambda"
import { correlationHeader } from "../shared/correlation.ts"
import { hopByHop } from "./hop-by-hop.ts"
import type { Headers } from "./request-headers.ts"
import { type Incoming, largestAnswer, tooLarge } from "./send-request.ts"

// Set by us, for every answer; and by API Gateway, for the body that it sends.
const ours = [correlationHeader, "content-length"]

const textTypes =
  /^(text\/|application\/([\w.+-]+\+)?(json|xml)\b|application\/(javascript|x-www-form-urlencoded)\b)/i

/** The answer with its status, headers (each of its values) and body. Throws an HttpError 502 when it is too large. */
export function answerOf(service: string, { status, rawHeaders, body }: Incoming): APIGatewayProxyResult {
  const headers = endToEnd(rawHeaders)
  const text = body.byteLength === 0 || isText(headers) ? readUtf8(body) : undefined
  const answer = {
    statusCode: status,
    multiValueHeaders: headers,
    body: text ?? body.toString("base64"),
    isBase64Encoded: text === undefined,
  }
  // What counts is the JSON that the Lambda gives back; base64 makes a body a third larger.
  if (Buffer.byteLength(JSON.stringify(answer)) > largestAnswer) throw tooLarge(service)
  return answer
}

function endToEnd(rawHeaders: string[]): Headers {
  const all: Headers = {}
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] as string).toLowerCase()
    all[name] = [...(all[name] ?? []), rawHeaders[at + 1] as string]
  }
  const dropped = hopByHop(all.connection ?? [])
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => !dropped.has(name) && !ours.includes(name)),
  )
}

function isText({ "content-type": [type = ""] = [], "content-encoding": encoding = [] }: Headers): boolean {
  const charset = /charset="?([\w-]+)/i.exec(type)?.[1] ?? "utf-8"
  return textTypes.test(type) && /^utf-8$/i.test(charset) && encoding.every(name => name === "identity")
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

/** The bytes as text; undefined when they are no UTF-8, which a text would not give back as they were. */
function readUtf8(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}
