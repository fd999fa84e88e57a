/**
 * A POST with an `Idempotency-Key` is done once. Its answer is kept for a day and given to every repeat; a repeat
 * that comes while the first is at work waits for that answer. Failures are not kept: they may be tried again.
 */
import {
  IdempotencyAlreadyInProgressError,
  IdempotencyConfig,
  IdempotencyItemNotFoundError,
  IdempotencyValidationError,
  makeIdempotent,
} from "@aws-lambda-powertools/idempotency"
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb"
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda"
import { dynamodbClient } from "../aws/dynamodb.ts"
import { ConflictError, ValidationError } from "../errors.ts"
import { resourceName } from "../stage.ts"
import { idempotencyKeyOf } from "./idempotency-key.ts"

/** How long an answer is kept, in seconds. */
const keptFor = 24 * 60 * 60

/** How long a repeat waits for the first, in milliseconds; less where the Lambda has less time left. */
const longestWait = Number(process.env.IDEMPOTENCY_WAIT_MS ?? 10_000)

/** What is left to answer after waiting, in milliseconds. */
const reserve = 1_000

/** What a key is taken to name, and what must be the same for it to be a repeat. */
type Asked = { key: string; payload: unknown }

/**
 * Does the work of a POST, or gives the answer of the time before. `service` and path are part of the key. Throws
 * a ValidationError when the key was used with another body, a ConflictError when the first is still at work after
 * the wait. A first try that crashed holds the key until its Lambda would have timed out, and no longer.
 */
export async function once(
  service: string,
  { event, context }: { event: APIGatewayProxyEvent; context: Context },
  work: () => Promise<APIGatewayProxyResult>,
): Promise<APIGatewayProxyResult> {
  const key = idempotencyKeyOf(event)
  if (key === undefined) return work()
  const asked = { key: `${event.path} ${key}`, payload: payloadOf(event) }
  const config = new IdempotencyConfig({
    eventKeyJmesPath: "key",
    payloadValidationJmesPath: "payload",
    expiresAfterSeconds: keptFor,
    hashFunction: "sha256",
    lambdaContext: context,
  })
  const doOnce = makeIdempotent(async (_: Asked) => work(), {
    persistenceStore: storeOf(service),
    keyPrefix: service,
    config,
  })
  const until = Date.now() + Math.min(longestWait, context.getRemainingTimeInMillis() - reserve)
  for (let attempt = 0; ; attempt++) {
    try {
      return await doOnce(asked)
    } catch (error) {
      if (error instanceof IdempotencyValidationError) throw usedOtherwise(key)
      if (!isUnderWay(error)) throw error
      if (Date.now() >= until) throw stillUnderWay(key)
      // Many repeats may wait for one: the longer it takes, the less often each of them asks.
      const pause = Math.min(400, 25 * 1.5 ** attempt) * (0.5 + Math.random())
      await new Promise(resolve => setTimeout(resolve, pause))
    }
  }
}

/** Of a failed first nothing is found by who looked at it before it was removed: the next look decides. */
const isUnderWay = (error: unknown): boolean =>
  error instanceof IdempotencyAlreadyInProgressError || error instanceof IdempotencyItemNotFoundError

const usedOtherwise = (key: string) =>
  new ValidationError([
    { path: "Idempotency-Key", message: `${JSON.stringify(key)} was used for a request with another body` },
  ])

const stillUnderWay = (key: string) =>
  new ConflictError(
    `The request with the Idempotency-Key ${JSON.stringify(key)} is still under way. Ask again later.`,
  )

/** The body as it was meant: white space and the order of properties do not make it another. */
function payloadOf({ body, isBase64Encoded, queryStringParameters }: APIGatewayProxyEvent): unknown {
  const text = Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8").toString("utf8")
  return { body: text === "" ? null : JSON.parse(text), query: queryStringParameters ?? {} }
}

const stores = new Map<string, DynamoDBPersistenceLayer>()

/** One store a service, because a store keeps the service's prefix. */
function storeOf(service: string): DynamoDBPersistenceLayer {
  const made =
    stores.get(service) ??
    new DynamoDBPersistenceLayer({ tableName: resourceName("idempotency"), awsSdkV3Client: dynamodbClient })
  stores.set(service, made)
  return made
}
