/** Lambda: nothing runs here; API requests are passed on to the program that runs the functions. */
import { AwsError } from "../protocol/aws-error.ts"
import { createUpstream, endToEndHeaders, type Upstream } from "../protocol/forward.ts"
import { type RequestHandler, readBody, sendBody } from "../protocol/http.ts"

export type LambdaForwarder = { handle: RequestHandler; stop(): void }

/** Forwards to `url` (serverless-offline's invoke API); 503 in AWS's error shape when there is none or it is down. */
export function startLambda(url: string | undefined): LambdaForwarder {
  const upstream = url ? createUpstream(() => url) : undefined
  return {
    handle: async (request, response) => {
      try {
        const answer = await forward(upstream, url, request)
        response.writeHead(answer.status, endToEndHeaders(answer.headers))
        response.end(answer.body)
      } catch (error) {
        if (!(error instanceof AwsError)) throw error
        // The REST protocol of Lambda carries the error's name in the header, its text in `Message`.
        response.setHeader("x-amzn-errortype", error.code)
        const body = JSON.stringify({ Type: "Service", Message: error.message })
        sendBody(response, error.status, { "content-type": "application/json" }, body)
      }
    },
    stop: () => upstream?.close(),
  }
}

async function forward(
  upstream: Upstream | undefined,
  url: string | undefined,
  request: Parameters<RequestHandler>[0],
) {
  if (!upstream) {
    throw new AwsError(
      "ServiceException",
      "No Lambda runtime is connected: start the local cloud with lambdaUrl.",
      503,
    )
  }
  const body = await readBody(request)
  return upstream.send(request, body).catch((cause: Error) => {
    throw new AwsError(
      "ServiceException",
      `The Lambda runtime at ${url} cannot be reached: ${cause.message}`,
      503,
    )
  })
}
