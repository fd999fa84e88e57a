/** What this emulator does where AWS's behaviour is not documented: defaults, and switches to try the other. */
import { type Backoff, FUNCTION_ERROR_BACKOFF, UNAVAILABLE_BACKOFF } from "./backoff.ts"

/**
 * `finalInvokeRecords`: a final invoke of its own without records, or the window's last batch marked as final
 * where it is known to be the last. `finalInvokeNeedsState`: whether an answer without state fails a final
 * invoke too. `finalInvokeRetries`: for ever, or as MaximumRetryAttempts says, after which the state is lost.
 * `lateRecords`: counted into the open window, or an error that holds up the shard. `windowGraceMs`: how long
 * after its end an idle shard's window is closed, a poll interval if undefined.
 */
export type EmulationChoices = {
  finalInvokeRecords: "empty" | "lastBatch"
  finalInvokeNeedsState: boolean
  finalInvokeRetries: "unlimited" | "capped"
  lateRecords: "count" | "error"
  windowGraceMs: number | undefined
  functionErrorBackoff: Backoff
  unavailableBackoff: Backoff
}

/** The choices that hold unless others are given. */
export const DEFAULT_CHOICES: EmulationChoices = {
  finalInvokeRecords: "empty",
  finalInvokeNeedsState: true,
  finalInvokeRetries: "unlimited",
  lateRecords: "count",
  windowGraceMs: undefined,
  functionErrorBackoff: FUNCTION_ERROR_BACKOFF,
  unavailableBackoff: UNAVAILABLE_BACKOFF,
}
