/** ANY /{service} and ANY /{service}/{path+} */
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda"
import { discover } from "../../shared/discovery.ts"
import { UpstreamError } from "../../shared/errors.ts"
import { HttpError } from "../../shared/http/problem.ts"
import { answerOf } from "../answer.ts"
import { forwardedHeaders, hasPassedHere } from "../request-headers.ts"
import { sendRequest } from "../send-request.ts"
import { settings } from "../settings.ts"
import { targetOf } from "../target.ts"

/** Names that a service may have, in the lower case. */
const serviceName = /^[a-z][a-z0-9-]{0,62}$/

/**
 * Passes a request on to the service that the first segment of its path names, and its answer back. Throws an
 * HttpError 404 for a service that is not registered and an UpstreamError for one that does not answer.
 */
export async function forwardRequest(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  // A built-in service is registered with the API's own address: what is no route of it comes back here, once.
  if (hasPassedHere(event)) throw new HttpError(404, `There is no ${event.httpMethod} ${event.path}.`)

  const name = (event.pathParameters?.service ?? "").toLowerCase()
  const [base, { "timeout-ms": timeoutMs }] = await Promise.all([addressOf(name), settings()])
  const answer = await sendRequest({
    service: name,
    url: targetOf(base, pathBelow(event), event.multiValueQueryStringParameters),
    method: event.httpMethod,
    headers: forwardedHeaders(event),
    body:
      event.body === null ? undefined : Buffer.from(event.body, event.isBase64Encoded ? "base64" : "utf8"),
    timeoutMs,
  })
  return answerOf(name, answer)
}

async function addressOf(name: string): Promise<string> {
  const unknown = new HttpError(404, `There is no service ${JSON.stringify(name)} here.`)
  if (!serviceName.test(name)) throw unknown
  return discover(name).catch(error => {
    throw error instanceof UpstreamError && error.reason === "unknown" ? unknown : error
  })
}

/** The path as it was sent, with its own encoding, without the service's name: `/bills/1`, or nothing. */
const pathBelow = (event: APIGatewayProxyEvent): string => event.path.replace(/^\/[^/]*/, "")
