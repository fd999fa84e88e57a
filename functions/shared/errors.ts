/**
 * What can go wrong in any service, in domain words. None of these knows HTTP: `http/problem.ts` gives each its
 * status. Services extend them in their own `errors.ts` where a caller would want to tell cases apart.
 */

/** One fault of an input: where it is (`productItems.0.quantity`) and what is wrong with it. */
export type Fault = { path: string; message: string }

/** The thing asked for does not exist. */
export class NotFoundError extends Error {
  override name = "NotFoundError"
  constructor(kind: string, id: string) {
    super(`There is no ${kind} with the id ${JSON.stringify(id)}.`)
  }
}

/** The request is understood but does not fit the present state; `faults` tells which parts of it, where that helps. */
export class ConflictError extends Error {
  override name = "ConflictError"
  readonly faults: Fault[] | undefined
  constructor(message: string, faults?: Fault[]) {
    super(message)
    this.faults = faults
  }
}

/** The thing is not in the version that the client's change was made for (RFC 9110, 13.1.1). Nothing was written. */
export class PreconditionFailedError extends Error {
  override name = "PreconditionFailedError"
  constructor(kind: string, id: string, version: number) {
    super(`The ${kind} ${JSON.stringify(id)} is at version ${version} by now, not at the one in If-Match.`)
  }
}

/** Too many write the same thing at once; this one gave up after a bounded number of tries. It may be sent again. */
export class BusyError extends Error {
  override name = "BusyError"
}

/** The input is readable but not acceptable; every fault is listed. */
export class ValidationError extends Error {
  override name = "ValidationError"
  readonly faults: Fault[]
  constructor(faults: Fault[]) {
    super(faults.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("; "))
    this.faults = faults
  }
}

/** Another service that this one needs could not be found, reached, or answered with a failure. */
export class UpstreamError extends Error {
  override name = "UpstreamError"
  readonly reason: "unknown" | "unreachable" | "timeout"
  constructor(reason: "unknown" | "unreachable" | "timeout", message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
