/** Calling another service over REST, by its name. */
import { correlationHeader, correlationId } from "./correlation.ts"
import { discover } from "./discovery.ts"
import { UpstreamError } from "./errors.ts"

/** How often a GET is sent in all before its failure is final. Nothing else is ever sent twice. */
const tries = 3

/** What a service answered: its status, and its body when that is JSON. */
export type ServiceAnswer = { status: number; body: unknown }

/** A client of one service. Paths begin below the service: `/customers/1`. */
export type ServiceClient = {
  get(path: string): Promise<ServiceAnswer>
  send(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<ServiceAnswer>
}

/**
 * A client of the service with this name (`customer-service`). Any answer below 500 is returned. Throws an
 * UpstreamError: `unknown` when no healthy instance is registered, `timeout` after `timeoutMs` for one try,
 * `unreachable` when it cannot be reached or fails.
 */
export function serviceClient(service: string, { timeoutMs = 3000 } = {}): ServiceClient {
  const call = async (method: string, path: string, body?: unknown): Promise<ServiceAnswer> => {
    const base = await discover(service)
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        accept: "application/json",
        [correlationHeader]: correlationId() ?? "",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: Error) => {
      const reason = cause.name === "TimeoutError" ? "timeout" : "unreachable"
      throw new UpstreamError(reason, `${service} ${whyText[reason]} ${method} ${path}.`, { cause })
    })
    const isJson = /json/.test(response.headers.get("content-type") ?? "")
    const answer = { status: response.status, body: isJson ? await response.json() : await response.text() }
    if (response.status >= 500) {
      throw new UpstreamError("unreachable", `${service} answered ${response.status} to ${method} ${path}.`)
    }
    return answer
  }
  return {
    send: call,
    async get(path) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await call("GET", path)
        } catch (error) {
          if (attempt === tries || !(error instanceof UpstreamError) || error.reason === "unknown")
            throw error
          await new Promise(resolve => setTimeout(resolve, 50 * 2 ** attempt * Math.random()))
        }
      }
    },
  }
}

const whyText = { timeout: "did not answer in time to", unreachable: "could not be reached for" }
