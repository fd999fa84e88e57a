/** `Idempotency-Key`: the client's name for one request, so that it can be sent again without being done again. */
import type { APIGatewayProxyEvent } from "aws-lambda"
import { v5 } from "uuid"
import { newId } from "../ids.ts"
import { headerOf } from "./headers.ts"
import { HttpError } from "./problem.ts"

/** Name space of the ids that are made of keys (RFC 9562, 5.5): an arbitrary UUID that must never change. */
const nameSpace = "6f1d2b58-9d0b-4a57-8f0b-6f0a3f6d3c11"

type Keyed = Pick<APIGatewayProxyEvent, "headers" | "path">

/** The request's key, or undefined. Throws an HttpError 400 for one that is empty, too long or not printable ASCII. */
export function idempotencyKeyOf(event: Pick<Keyed, "headers">): string | undefined {
  const key = headerOf(event, "idempotency-key")
  if (key === undefined || /^[\x21-\x7e]{1,255}$/.test(key)) return key
  throw new HttpError(400, "Idempotency-Key takes 1 to 255 printable ASCII characters without spaces.")
}

/**
 * The id for what a POST makes: always the same for one key at one path, so that a repeat after a crash meets what
 * the first try left behind, even when nothing recorded that it was begun. A new id without a key.
 */
export function idFor({ event }: { event: Keyed }): string {
  const key = idempotencyKeyOf(event)
  return key === undefined ? newId() : v5(JSON.stringify([event.path, key]), nameSpace)
}
