/** `If-Match` (RFC 9110, 13.1.1): a change that is meant for one version of a thing, and for no other. */
import type { APIGatewayProxyEvent } from "aws-lambda"
import { PreconditionFailedError } from "../errors.ts"
import { headerOf } from "./headers.ts"
import { HttpError } from "./problem.ts"

/** The versions that the client means, `*` for any that exists, undefined when it did not say. */
export type IfMatch = "*" | readonly number[] | undefined

const entityTag = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/
// White space after a comma belongs to the tag after it, or else to the next comma: one way only to read a text,
// so that a hostile one takes no longer than another.
const list = new RegExp(`^[\\s,]*${entityTag.source}(?:\\s*,(?:\\s*${entityTag.source})?)*\\s*$`)

/**
 * Reads the header. Tags that this API never gave out, and weak ones, are read and match nothing, since the
 * comparison is a strong one. Throws an HttpError 400 for what is no list of entity tags.
 */
export function ifMatchOf(event: Pick<APIGatewayProxyEvent, "headers">): IfMatch {
  const value = headerOf(event, "if-match")?.trim()
  if (value === undefined) return undefined
  if (value === "*") return "*"
  if (!list.test(value)) {
    throw new HttpError(
      400,
      `If-Match is ${JSON.stringify(value)}; it takes entity tags in quotes, such as "3", or *.`,
    )
  }
  const tags = value.match(new RegExp(entityTag, "g")) ?? []
  return tags.flatMap(tag => (/^"(0|[1-9]\d{0,15})"$/.test(tag) ? [Number(tag.slice(1, -1))] : []))
}

/** Throws a PreconditionFailedError when the thing, as it was just read, is not in a version that the client means. */
export function requireMatch(ifMatch: IfMatch, kind: string, thing: { id: string; version: number }): void {
  if (ifMatch === undefined || ifMatch === "*" || ifMatch.includes(thing.version)) return
  throw new PreconditionFailedError(kind, thing.id, thing.version)
}
