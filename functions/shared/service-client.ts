/** Calling another service over REST, by its name. */
import { correlationHeader, correlationId } from "./correlation.ts"
import { discover } from "./discovery.ts"
import { UpstreamError } from "./errors.ts"

/** How often a GET is sent in all before its failure is final. Nothing else is ever sent twice. */
const tries = 3

/** What a service answered. The body is what was said in JSON, else a text, else bytes. */
export type ServiceAnswer = { status: number; headers: Headers; body: unknown }

/** A client of one service. Paths begin below the service: `/customers/1`. */
export type ServiceClient = {
  get(path: string, headers?: Record<string, string>): Promise<ServiceAnswer>
  send(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<ServiceAnswer>
}

/**
 * A client of the service with this name (`customer-service`). Any answer below 500 is returned. Throws an
 * UpstreamError: `unknown` when no healthy instance is registered, `timeout` after `timeoutMs` for one try,
 * `unreachable` when it cannot be reached or fails.
 */
export function serviceClient(service: string, { timeoutMs = 3000 } = {}): ServiceClient {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ServiceAnswer> => {
    const base = await discover(service)
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        accept: "application/json",
        [correlationHeader]: correlationId() ?? "",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: Error) => {
      const reason = cause.name === "TimeoutError" ? "timeout" : "unreachable"
      throw new UpstreamError(reason, `${service} ${whyText[reason]} ${method} ${path}.`, { cause })
    })
    const answer = { status: response.status, headers: response.headers, body: await read(response) }
    if (response.status >= 500) {
      throw new UpstreamError("unreachable", `${service} answered ${response.status} to ${method} ${path}.`)
    }
    return answer
  }
  return {
    send: (method, path, body) => call(method, path, body),
    async get(path, headers) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await call("GET", path, undefined, headers)
        } catch (error) {
          if (attempt === tries || !(error instanceof UpstreamError) || error.reason === "unknown")
            throw error
          await new Promise(resolve => setTimeout(resolve, 50 * 2 ** attempt * Math.random()))
        }
      }
    },
  }
}

async function read(response: Response): Promise<unknown> {
  const type = response.headers.get("content-type") ?? ""
  if (/json/.test(type)) {
    // Some servers name a type for a 204, too, which has no body.
    const text = await response.text()
    return text === "" ? "" : JSON.parse(text)
  }
  return type === "" || /^text\//.test(type) ? response.text() : new Uint8Array(await response.arrayBuffer())
}

const whyText = { timeout: "did not answer in time to", unreachable: "could not be reached for" }
