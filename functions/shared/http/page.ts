/** Lists in pages: `?limit=` and an opaque `?cursor=`; the next page's address is in the `Link` header. */
import type { APIGatewayProxyEvent } from "aws-lambda"
import * as z from "zod"
import { ValidationError } from "../errors.ts"
import { numeric } from "../money.ts"
import type { Answer } from "./endpoint.ts"

/** What every list takes. */
export const pageQuery = {
  limit: numeric
    .pipe(z.int("must be a whole number").min(1, "must be at least 1").max(100, "must be at most 100"))
    .default(50),
  cursor: z.string().max(512, "is no cursor of this list").optional(),
}

/** One page of things, and where the next begins (undefined when this is the last). */
export type Page<T> = { items: T[]; next?: string }

/** Writes the position in a list (the sort key of the last item on a page) so that a client need not read it. */
export const toCursor = (position: string): string => Buffer.from(position, "utf8").toString("base64url")

/** Reads a cursor back. Throws a ValidationError for one that this list never gave out. */
export function fromCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const position = Buffer.from(cursor, "base64url").toString("utf8")
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z#.{1,200}$/su.test(position) || toCursor(position) !== cursor) {
    throw new ValidationError([{ path: "cursor", message: "is no cursor of this list" }])
  }
  return position
}

/** The answer for one page: a JSON array, and a `Link` with rel="next" when there is more. */
export function pageAnswer(page: Page<unknown>, event: APIGatewayProxyEvent): Answer {
  if (!page.next) return { status: 200, body: page.items }
  const query = new URLSearchParams((event.queryStringParameters ?? {}) as Record<string, string>)
  query.set("cursor", page.next)
  return { status: 200, body: page.items, headers: { link: `<${event.path}?${query}>; rel="next"` } }
}
