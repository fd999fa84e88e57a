/** Windows of time. They begin at whole multiples of their length since 1970, as Lambda's tumbling windows do. */

/** Length of a window in milliseconds, as `tumblingWindowInSeconds` in serverless.yml says. */
export const windowLength = 5000

/** A span of time: from `start` on, up to and without `end`. ISO 8601 UTC with milliseconds. */
export type TimeWindow = { start: string; end: string }

/** The window that an instant is in, given in milliseconds since 1970. */
export function windowOf(instant: number): TimeWindow {
  const start = Math.floor(instant / windowLength) * windowLength
  return { start: new Date(start).toISOString(), end: new Date(start + windowLength).toISOString() }
}

/** A window as Lambda writes it (`2026-11-22T10:00:05Z`), in our form. */
export const windowFrom = ({ start, end }: TimeWindow): TimeWindow => ({
  start: new Date(start).toISOString(),
  end: new Date(end).toISOString(),
})
