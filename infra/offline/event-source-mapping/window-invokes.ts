/** The invokes that end a window: the final one, and the one that drops a state that has become too large. */
import { backoffMs } from "./backoff.ts"
import { envelopeBytes, MOST_EVENT_BYTES, renderEvent, type WindowFields } from "./event-body.ts"
import type { InvokeOutcome } from "./invoke.ts"
import { parseAnswer } from "./parse-answer.ts"
import type { ShardContext } from "./shard-context.ts"
import { FUNCTION_CALL_FAILED, PROCESSED } from "./status.ts"
import {
  FRESH_STATE,
  type OpenWindow,
  readState,
  type WindowProgress,
  windowInstant,
} from "./tumbling-window.ts"

/** The window's fields of an event, or undefined for a mapping without windows. */
export function windowFields(
  context: ShardContext,
  flags: Partial<WindowFields> = {},
): WindowFields | undefined {
  const window = context.windows?.open
  if (!window) return undefined
  const { shardId, eventSourceArn } = context
  return { window, shardId, eventSourceArn, isFinalInvoke: false, isTerminatedEarly: false, ...flags }
}

/**
 * Sends the final invoke of the open window, without records. Processing of the shard is suspended until it
 * succeeds; then the window is closed and its state dropped. Returns early when the mapping stops.
 */
export async function closeWindow(context: ShardContext, windows: WindowProgress): Promise<void> {
  const isClosed = await invokeUntilDone(context, { isFinalInvoke: true })
  if (isClosed) markClosed(windows)
  context.complete([])
}

/** Takes the open window off: the next record begins a later one. */
export function markClosed(windows: WindowProgress): void {
  if (windows.open) windows.closedThrough = windows.open.end
  windows.open = null
}

/** Hands a state that is too large to the function once more; the same window goes on with a fresh one. */
export async function terminateEarly(context: ShardContext, window: OpenWindow): Promise<void> {
  const bytes = Buffer.byteLength(window.state)
  const details = { window: windowInstant(window.start), bytes }
  context.log(
    "warn",
    "window-terminated-early",
    "A window's state is larger than 1 MB: it is ended early",
    details,
  )
  const fits = envelopeBytes(windowFields(context, { isTerminatedEarly: true })) <= MOST_EVENT_BYTES
  if (!fits) {
    context.log("error", "state-lost", "A window's state is too large for an event and is dropped", details)
  } else if (!(await invokeUntilDone(context, { isTerminatedEarly: true }))) {
    return
  }
  window.state = FRESH_STATE
  context.complete([])
}

/** True when there is nothing more to do for this invoke, false when the mapping stops meanwhile. */
async function invokeUntilDone(context: ShardContext, flags: Partial<WindowFields>): Promise<boolean> {
  const { choices, clock, settings, status, stopping } = context
  const mostFailures = choices.finalInvokeRetries === "capped" ? settings.maximumRetryAttempts : -1
  for (let failures = 0, unavailable = 0; !stopping.aborted; ) {
    const outcome = await context.invoke(renderEvent([], windowFields(context, flags)), context.abort)
    const problem = problemOf(outcome, choices.finalInvokeNeedsState)
    if (outcome.kind !== "unavailable") status.invokes += 1
    if (problem === undefined) {
      status.lastProcessingResult = PROCESSED
      status.heldUpSince = null
      return true
    }
    if (stopping.aborted) break
    status.heldUpSince ??= clock.now()
    let pause: number
    if (outcome.kind === "unavailable") {
      unavailable += 1
      if (unavailable === 1)
        context.log("warn", "function-unavailable", "The function is out of reach", { reason: problem })
      pause = backoffMs(choices.unavailableBackoff, unavailable)
    } else {
      failures += 1
      status.failures += 1
      status.lastProcessingResult = FUNCTION_CALL_FAILED
      context.log("error", "final-invoke-failed", "A window cannot be ended: the shard is suspended", {
        failures,
        reason: problem,
      })
      if (mostFailures >= 0 && failures > mostFailures) return true
      pause = backoffMs(choices.functionErrorBackoff, failures)
    }
    await clock.sleep(pause, stopping)
  }
  return false
}

function problemOf(outcome: InvokeOutcome, needsState: boolean): string | undefined {
  if (outcome.kind === "unavailable") return outcome.reason
  if (outcome.kind === "failed") return outcome.message
  const hasState = readState(parseAnswer(outcome.payload)) !== undefined
  return needsState && !hasState ? "the answer has no state" : undefined
}
