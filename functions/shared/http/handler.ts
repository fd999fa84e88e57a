/** The chain around every HTTP handler: correlation id, log, problem+json. */
import middy from "@middy/core"
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda"
import { correlationHeader, correlationId, withCorrelation } from "../correlation.ts"
import { createLogger } from "../logger.ts"
import { headerOf } from "./headers.ts"
import { problem, statusOf } from "./problem.ts"

/**
 * A Lambda's handler that finds its own way to an answer. Every answer carries the correlation id; every error is an
 * `application/problem+json`, and those of our own are logged.
 */
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
