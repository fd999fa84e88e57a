/** Puts the endpoints of one service together as the handler of its Lambda. */
import middy from "@middy/core"
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda"
import { z } from "zod"
import { correlationHeader, correlationId, withCorrelation } from "../correlation.ts"
import { createLogger } from "../logger.ts"
import { type Endpoint, endpoint } from "./endpoint.ts"
import { headerOf } from "./headers.ts"
import { once } from "./idempotency.ts"
import { HttpError, problem, statusOf } from "./problem.ts"

/**
 * The handler of a service named as in its paths (`customer-service`). API Gateway has matched the path already,
 * so `resource` names the endpoint. `/health` is added. Every answer carries the correlation id; every error is
 * an `application/problem+json`. A POST with an `Idempotency-Key` is done once.
 */
export function httpService(name: string, endpoints: Endpoint[]) {
  const routes = new Map([...endpoints, health(name)].map(e => [`${e.method} ${e.path}`, e]))

  return httpHandler(name, async (event, context) => {
    const found = routes.get(`${event.httpMethod} ${event.resource}`)
    if (!found) throw new HttpError(404, `There is no ${event.httpMethod} ${event.path}.`)
    return found.method === "POST"
      ? found.run(event, work => once(name, { event, context }, work))
      : found.run(event)
  })
}

/** The chain around every HTTP handler, for one that finds its own way: correlation id, log, problem+json. */
export function httpHandler(
  name: string,
  route: (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>,
) {
  const logger = createLogger(name)
  const handler = middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
    .use({
      onError: request => {
        if (statusOf(request.error) >= 500) logger.error("request failed", request.error as Error)
        request.response = withHeader(problem(request.error, request.event.path))
      },
      after: request => {
        request.response = withHeader(request.response)
      },
    })
    .handler(route)

  return (event: APIGatewayProxyEvent, context: Parameters<typeof handler>[1]) =>
    withCorrelation(headerOf(event, correlationHeader), () => handler(event, context))
}

const withHeader = (response: APIGatewayProxyResult): APIGatewayProxyResult => ({
  ...response,
  headers: { ...response.headers, [correlationHeader]: correlationId() ?? "" },
})

const health = (name: string): Endpoint =>
  endpoint({
    method: "GET",
    path: `/${name}/health`,
    summary: "Tells that the service answers.",
    answers: { 200: z.object({ status: z.literal("UP") }) },
    handle: async () => ({ status: 200, body: { status: "UP" } }),
  })
