/** Sends one request as it is: no redirect followed, nothing decoded, nothing sent twice. */
import { request as requestHttp } from "node:http"
import { request as requestHttps } from "node:https"
import { UpstreamError } from "../shared/errors.ts"
import { HttpError } from "../shared/http/problem.ts"
import type { Headers } from "./request-headers.ts"

/** Bytes of an answer's body that are read. A Lambda cannot give more than 6 MB to API Gateway. */
export const largestAnswer = 6 * 1024 * 1024

/** What is sent, and for how long an answer is waited for, its last byte included. */
export type Outgoing = {
  service: string
  url: URL
  method: string
  headers: Headers
  body: Buffer | undefined
  timeoutMs: number
}

/** What a service answered. `rawHeaders` are names and values in turn, as they came. */
export type Incoming = { status: number; rawHeaders: string[]; body: Buffer }

/**
 * Sends the request. Throws an UpstreamError `timeout` or `unreachable`, an HttpError 502 for an answer that is too
 * large and 400 for headers that cannot be sent.
 */
export function sendRequest({ service, url, method, headers, body, timeoutMs }: Outgoing): Promise<Incoming> {
  const signal = AbortSignal.timeout(timeoutMs)
  const { promise, resolve, reject } = Promise.withResolvers<Incoming>()
  const fail = (cause: Error) => {
    if (cause instanceof HttpError) return reject(cause)
    const [reason, text] = signal.aborted
      ? (["timeout", `${service} did not answer within ${timeoutMs} ms.`] as const)
      : (["unreachable", `${service} could not be reached, or broke off its answer.`] as const)
    reject(new UpstreamError(reason, text, { cause }))
  }

  const open = url.protocol === "https:" ? requestHttps : requestHttp
  const withLength = body ? { ...headers, "content-length": String(body.byteLength) } : headers
  // A connection of its own: one kept from before may be closing just now, and a POST could not be sent again.
  const request = openOrRefuse(() => open(url, { method, headers: withLength, signal, agent: false }))
  request.on("error", fail)
  request.on("response", response => {
    const pieces: Buffer[] = []
    let size = 0
    response.on("data", (piece: Buffer) => {
      pieces.push(piece)
      size += piece.byteLength
      if (size <= largestAnswer) return
      fail(tooLarge(service))
      request.destroy()
    })
    response.on("error", fail)
    response.on("end", () =>
      resolve({
        status: response.statusCode ?? 502,
        rawHeaders: response.rawHeaders,
        body: Buffer.concat(pieces),
      }),
    )
  })
  request.end(body)
  return promise
}

/** The error for an answer that API Gateway could not be given. */
export const tooLarge = (service: string): HttpError =>
  new HttpError(502, `The answer of ${service} is larger than the 6 MB that can be passed on.`)

function openOrRefuse<T>(open: () => T): T {
  try {
    return open()
  } catch (cause) {
    throw new HttpError(
      400,
      "The request cannot be forwarded: it has headers or a method that cannot be sent.",
      { cause },
    )
  }
}
