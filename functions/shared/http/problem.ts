/** Errors as the API shows them: `application/problem+json` (RFC 9457). Never a stack trace. */
import type { APIGatewayProxyResult } from "aws-lambda"
import {
  BusyError,
  ConflictError,
  type Fault,
  NotFoundError,
  PreconditionFailedError,
  UpstreamError,
  ValidationError,
} from "../errors.ts"

/** A fault of the HTTP request itself, with the status that says so. */
export class HttpError extends Error {
  override name = "HttpError"
  readonly status: number
  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}

const titles: Record<number, string> = {
  400: "Malformed request",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  412: "Precondition failed",
  413: "Body too large",
  415: "Unsupported media type",
  422: "Validation failed",
  500: "Internal error",
  502: "Bad gateway",
  503: "Service unavailable",
  504: "Gateway timeout",
}

const upstreamStatus = { unknown: 503, unreachable: 502, timeout: 504 } as const

/** The status that tells a client about this error. Whatever is not known here is our own fault: 500. */
export function statusOf(error: unknown): number {
  if (error instanceof HttpError) return error.status
  if (error instanceof NotFoundError) return 404
  if (error instanceof ConflictError) return 409
  if (error instanceof PreconditionFailedError) return 412
  if (error instanceof ValidationError) return 422
  if (error instanceof BusyError) return 503
  if (error instanceof UpstreamError) return upstreamStatus[error.reason]
  return 500
}

/** The answer for an error. The text of one that nobody foresaw stays in the log. */
export function problem(error: unknown, instance: string): APIGatewayProxyResult {
  const status = statusOf(error)
  const hasFaults = error instanceof ValidationError || error instanceof ConflictError
  const errors: Fault[] | undefined = hasFaults ? error.faults : undefined
  const detail =
    status === 500 ? "Something went wrong on our side. The log has the details." : (error as Error).message
  return {
    statusCode: status,
    headers: {
      "content-type": "application/problem+json",
      ...(error instanceof BusyError ? { "retry-after": "1" } : {}),
    },
    body: JSON.stringify({
      type: "about:blank",
      title: titles[status] ?? "Error",
      status,
      detail,
      instance,
      errors,
    }),
  }
}
