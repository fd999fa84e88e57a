/** Tumbling windows: which window a record belongs to, and the state that a shard carries through it. */

/** The largest state, as UTF-8 bytes of its JSON, before a window is ended early. */
export const MOST_STATE_BYTES = 1_048_576

/** What a new window starts with. */
export const FRESH_STATE = "{}"

/** A window that has begun: times in epoch milliseconds, `state` as JSON text. */
export type OpenWindow = { start: number; end: number; state: string }

/**
 * How far the windows of a shard are: `closedThrough` is the end of the last one that was closed (0 before).
 * It is kept with the checkpoint.
 */
export type WindowProgress = { seconds: number; open: OpenWindow | null; closedThrough: number }

/** The progress of a shard that has had no window yet. */
export function noWindowYet(seconds: number): WindowProgress {
  return { seconds, open: null, closedThrough: 0 }
}

/**
 * Start of the window that a record of time `arrivedAt` is counted into. Windows are aligned to the Unix
 * epoch, start inclusive, end exclusive. A window is never reopened: a late record belongs to the open one, or
 * to the first that can still open.
 */
export function windowStartOf(arrivedAt: number, progress: WindowProgress): number {
  const length = progress.seconds * 1000
  const own = Math.floor(arrivedAt / length) * length
  return Math.max(own, progress.open?.start ?? progress.closedThrough)
}

/** Whether a record comes after the end of its own window was passed or while a later window is open. */
export function isLate(arrivedAt: number, progress: WindowProgress): boolean {
  const length = progress.seconds * 1000
  return Math.floor(arrivedAt / length) * length < windowStartOf(arrivedAt, progress)
}

/** The window that begins at `start`, with fresh state. */
export function openWindow(start: number, seconds: number): OpenWindow {
  return { start, end: start + seconds * 1000, state: FRESH_STATE }
}

/** Whether the state is too large to be carried on. */
export function isOversized(state: string): boolean {
  // Three bytes are the most that one UTF-16 unit takes, so most states need no counting.
  return state.length * 3 > MOST_STATE_BYTES && Buffer.byteLength(state) > MOST_STATE_BYTES
}

/** Time as in the event: ISO 8601 in UTC, whole seconds. */
export function windowInstant(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z")
}

/**
 * The `state` of an answer as JSON text, or undefined when there is none. Only an object is one; null, lists
 * and scalars count as missing.
 */
export function readState(answer: unknown): string | undefined {
  const state = (answer as { state?: unknown } | null | undefined)?.state
  if (typeof state !== "object" || state === null || Array.isArray(state)) return undefined
  return JSON.stringify(state)
}
