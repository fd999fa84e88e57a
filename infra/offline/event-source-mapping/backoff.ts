/** Waiting times between attempts. */

/** `firstMs` doubles with every attempt until `capMs`. */
export type Backoff = { firstMs: number; capMs: number }

/**
 * AWS does not publish its intervals. Half a second, doubled up to 15 s, gives the eight invokes within a
 * record age of 60 s that a recording against AWS shows.
 */
export const FUNCTION_ERROR_BACKOFF: Backoff = { firstMs: 500, capMs: 15_000 }

/** For a stream or a function that cannot be reached just now, such as one that is being restarted. */
export const UNAVAILABLE_BACKOFF: Backoff = { firstMs: 100, capMs: 2_000 }

/** The pause in milliseconds before the attempt that follows `failures` failed ones (1 or more). */
export function backoffMs({ firstMs, capMs }: Backoff, failures: number): number {
  return Math.min(capMs, firstMs * 2 ** Math.min(failures - 1, 30))
}
