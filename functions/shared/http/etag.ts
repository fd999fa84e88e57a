/** `ETag`: the version of the one thing that an answer shows, as a strong entity tag (RFC 9110, 8.8.3). */
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda"
import { headerOf } from "./headers.ts"

/** The tag of a body that is one thing with a `version`; undefined for lists and for what has none. */
export function etagOf(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null || !("version" in body)) return undefined
  return Number.isInteger(body.version) ? `"${body.version}"` : undefined
}

/**
 * The answer to a GET that may be 304: when `If-None-Match` names the version that the client would get. The client
 * is told to ask each time before it shows what it has kept.
 */
export function revalidated(
  event: Pick<APIGatewayProxyEvent, "headers">,
  answer: APIGatewayProxyResult,
): APIGatewayProxyResult {
  const etag = answer.headers?.etag
  if (answer.statusCode !== 200 || typeof etag !== "string") return answer
  const headers = { ...answer.headers, "cache-control": "no-cache" }
  const known = headerOf(event, "if-none-match")?.trim()
  if (known === undefined || !(known === "*" || tagsOf(known).includes(etag))) return { ...answer, headers }
  return { statusCode: 304, headers: { etag, "cache-control": "no-cache" }, body: "" }
}

/** The comparison is a weak one here (RFC 9110, 13.1.2): the mark of a weak tag does not count. */
const tagsOf = (value: string): string[] =>
  (value.match(/(?:W\/)?"[^"]*"/g) ?? []).map(tag => tag.replace(/^W\//, ""))
