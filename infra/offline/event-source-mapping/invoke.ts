/** Calls the function through the Lambda Invoke API. */

import { randomUUID } from "node:crypto"
import { Agent as HttpAgent } from "node:http"
import { Agent as HttpsAgent } from "node:https"
import { InvokeCommand, LambdaClient, type LambdaClientConfig } from "@aws-sdk/client-lambda"
import { NodeHttpHandler } from "@smithy/node-http-handler"
import { describeError } from "./sources/stream-errors.ts"
import { withTimeLimit } from "./time-limit.ts"

const FIFTEEN_MINUTES_MS = 900_000

/**
 * `answered`: the function returned, `payload` is its JSON text. `failed`: it ran and failed, or timed out.
 * `unavailable`: it was not run, or the service gave way under it; that uses up no retries.
 */
export type InvokeOutcome =
  | { kind: "answered"; payload: string; requestId: string }
  | { kind: "failed"; functionError: string; message: string; requestId: string }
  | { kind: "unavailable"; reason: string }

/** Runs the function once with an event given as JSON text. Never rejects. */
export type Invoker = (event: string, signal?: AbortSignal) => Promise<InvokeOutcome>

/** A Lambda client as this module wants it: sockets kept alive, patient, and without retries of its own. */
export function createInvokeClient(config: LambdaClientConfig): LambdaClient {
  const agent = { keepAlive: true, maxSockets: 256 }
  return new LambdaClient({
    ...config,
    maxAttempts: 1,
    requestHandler: new NodeHttpHandler({
      httpAgent: new HttpAgent(agent),
      httpsAgent: new HttpsAgent(agent),
      connectionTimeout: 5_000,
      requestTimeout: FIFTEEN_MINUTES_MS + 5_000,
    }),
  })
}

/** An invoker for one function, given by name or ARN. A run of more than 15 minutes counts as failed. */
export function createInvoker(
  client: LambdaClient,
  functionName: string,
  timeoutMs = FIFTEEN_MINUTES_MS,
): Invoker {
  return (event, signal) =>
    withTimeLimit(timeoutMs, signal, async (abortSignal, isOver): Promise<InvokeOutcome> => {
      try {
        const answer = await client.send(new InvokeCommand({ FunctionName: functionName, Payload: event }), {
          abortSignal,
        })
        const requestId = answer.$metadata.requestId ?? randomUUID()
        const payload = answer.Payload?.transformToString() ?? ""
        const functionError = answer.FunctionError
        if (functionError === undefined) return { kind: "answered", payload, requestId }
        return { kind: "failed", functionError, message: errorMessage(payload), requestId }
      } catch (error) {
        return isOver() ? failure(`Task timed out after ${timeoutMs / 1000} seconds`) : refusal(error)
      }
    })
}

/** A request that is itself at fault fails again however often it is sent; everything else passes with time. */
function refusal(error: unknown): InvokeOutcome {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode
  const reason = describeError(error)
  return status === 400 || status === 413 ? failure(reason) : { kind: "unavailable", reason }
}

function failure(message: string): InvokeOutcome {
  return { kind: "failed", functionError: "Unhandled", message, requestId: randomUUID() }
}

function errorMessage(payload: string): string {
  try {
    const { errorType, errorMessage: message } = JSON.parse(payload)
    return [errorType, message].filter(part => part).join(": ")
  } catch {
    return payload.slice(0, 200)
  }
}
