/** Who makes a request, as they say themselves. */
import type { APIGatewayProxyEvent } from "aws-lambda"
import { headerOf } from "../shared/http/headers.ts"
import { HttpError } from "../shared/http/problem.ts"

/** The header `x-actor`, or `anonymous`. Throws an HttpError 400 for one that is too long or not printable ASCII. */
export function actorOf(event: Pick<APIGatewayProxyEvent, "headers">): string {
  const actor = headerOf(event, "x-actor")?.trim()
  if (actor === undefined || actor === "") return "anonymous"
  if (/^[\x20-\x7e]{1,100}$/.test(actor)) return actor
  throw new HttpError(400, "x-actor takes up to 100 printable ASCII characters.")
}
