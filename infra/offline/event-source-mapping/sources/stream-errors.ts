/** Tells the errors of a stream apart by what has to be done about them. */

/**
 * `expired`: take a new iterator. `trimmed`: the position is no longer kept, go on with the oldest record.
 * `gone`: stream or shard does not exist (any more). `refused`: the position does not belong to this stream.
 * `unavailable`: throttled, broken or unreachable just now, try again.
 */
export type StreamProblem = "expired" | "trimmed" | "gone" | "refused" | "unavailable"

const PROBLEMS: Record<string, StreamProblem> = {
  ExpiredIteratorException: "expired",
  TrimmedDataAccessException: "trimmed",
  ResourceNotFoundException: "gone",
  InvalidArgumentException: "refused",
  ValidationException: "refused",
}

/** The kind of problem behind an error of the SDK; everything unknown passes with time. */
export function streamProblem(error: unknown): StreamProblem {
  return (error instanceof Error && PROBLEMS[error.name]) || "unavailable"
}

/** A short text for logs: name and message, also for errors that say nothing themselves. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = (error as { code?: string }).code
  return [error.name, code, error.message].filter(part => part).join(": ")
}
