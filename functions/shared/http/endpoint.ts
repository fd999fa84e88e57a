/** One endpoint: a method, a path, the schemas of its input, and a function in domain words. */
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda"
import * as z from "zod"
import { ValidationError } from "../errors.ts"
import { readJson } from "./body.ts"
import { etagOf, revalidated } from "./etag.ts"
import { idempotencyKeyOf } from "./idempotency-key.ts"
import { type IfMatch, ifMatchOf } from "./if-match.ts"
import { warning } from "./warning.ts"

type Schema = z.ZodType
type Parsed<S extends Schema | undefined> = S extends Schema ? z.output<S> : undefined

/** An answer: the status, what is said (as JSON, unless it is a string or bytes), and headers beside the usual ones. */
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> }

/** What an endpoint's function is given: input that was checked, and the event for the rare need. */
export type Request<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
> = {
  params: Parsed<P>
  query: Parsed<Q>
  body: Parsed<B>
  /** Which versions of the thing a change is meant for; `requireMatch` checks it against the one that was read. */
  ifMatch: IfMatch
  event: APIGatewayProxyEvent
}

/** The part of a request that must be done once, handed over when the input has turned out to be good. */
type Work = () => Promise<APIGatewayProxyResult>

/** An endpoint as a router wants it. `path` is written as in serverless.yml, with a leading slash. */
export type Endpoint = {
  method: "GET" | "POST" | "PUT" | "DELETE"
  path: string
  /** One sentence for the API's description. */
  summary: string
  /** Schemas of the answers by status, for the API's description. */
  answers: Record<number, Schema | null>
  /** What an answer may be beside JSON, by status: `{ 200: "text/csv" }`. */
  media?: Record<number, string>
  params?: Schema
  query?: Schema
  body?: Schema
  /** Of a GET whose answer depends on the thing's version only: it may be 304. Others are not to be kept. */
  revalidates?: boolean
  /** Of a POST that should come with an `Idempotency-Key`: without one it is done, with a warning. */
  wantsKey?: boolean
  /** Answers a request. `around` is given the work itself, after the input was checked, and runs it. */
  run(event: APIGatewayProxyEvent, around?: (work: Work) => ReturnType<Work>): ReturnType<Work>
}

type Definition<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
> = Omit<Endpoint, "run" | "params" | "query" | "body"> & {
  params?: P
  query?: Q
  body?: B
  handle(request: Request<P, Q, B>): Promise<Answer>
}

/**
 * Makes an endpoint. Input is parsed once, here; a fault in any part is a ValidationError that lists all of them.
 * Query parameters and properties that the schema does not know are faults too.
 */
export function endpoint<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(definition: Definition<P, Q, B>): Endpoint {
  const { handle, ...description } = definition
  return {
    ...description,
    async run(event, around = work => work()) {
      const ifMatch = ifMatchOf(event)
      const faults: { path: string; message: string }[] = []
      const params = check(description.params, event.pathParameters ?? {}, faults)
      const query = check(description.query ?? noQuery, event.queryStringParameters ?? {}, faults)
      const body = description.body && check(description.body, readJson(event), faults)
      if (faults.length > 0) throw new ValidationError(faults)
      const request = { params, query, body, ifMatch, event } as Request<P, Q, B>
      const answer = await around(async () => render(await handle(request)))
      return finish(description, event, answer)
    },
  }
}

/** The headers that follow from how the request was made. */
function finish(
  { method, revalidates, wantsKey }: Pick<Endpoint, "method" | "revalidates" | "wantsKey">,
  event: APIGatewayProxyEvent,
  answer: APIGatewayProxyResult,
): APIGatewayProxyResult {
  const plus = (headers: Record<string, string>) => ({
    ...answer,
    headers: { ...answer.headers, ...headers },
  })
  if (method === "GET" && revalidates) return revalidated(event, answer)
  // A browser would show an old one as if it were the newest, because the version stands for a part of it only.
  if (method === "GET" && answer.headers?.etag) return plus({ "cache-control": "no-store" })
  if (method === "PUT" && ifMatchOf(event) === undefined) return plus(warning("replacedBlindly"))
  if (wantsKey && idempotencyKeyOf(event) === undefined) return plus(warning("notRepeatable"))
  return answer
}

const noQuery = z.strictObject({})

function check(
  schema: Schema | undefined,
  value: unknown,
  faults: { path: string; message: string }[],
): unknown {
  if (!schema) return undefined
  const result = schema.safeParse(value)
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    const path = issue.path.join(".")
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys)
        faults.push({ path: path ? `${path}.${key}` : key, message: "is not known here" })
    } else {
      faults.push({ path, message: issue.message })
    }
  }
}

function render({ status, body, headers }: Answer): APIGatewayProxyResult {
  if (body === undefined) return { statusCode: status, headers: headers ?? {}, body: "" }
  if (typeof body === "string") return { statusCode: status, headers: headers ?? {}, body }
  if (body instanceof Uint8Array) {
    const base64 = Buffer.from(body).toString("base64")
    return { statusCode: status, headers: headers ?? {}, body: base64, isBase64Encoded: true }
  }
  const etag = etagOf(body)
  return {
    statusCode: status,
    headers: { "content-type": "application/json; charset=utf-8", ...(etag ? { etag } : {}), ...headers },
    body: JSON.stringify(body),
  }
}
