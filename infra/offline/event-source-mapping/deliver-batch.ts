/** Brings one batch to the function: retries, splitting, partial success, record age and discarding. */
import { randomUUID } from "node:crypto"
import { backoffMs } from "./backoff.ts"
import { readBatchItemFailures } from "./batch-item-failures.ts"
import type { PendingRecord } from "./batching.ts"
import type { Discard } from "./destinations/failure-document.ts"
import { envelopeBytes, MOST_EVENT_BYTES, renderEvent } from "./event-body.ts"
import type { InvokeOutcome } from "./invoke.ts"
import { parseAnswer } from "./parse-answer.ts"
import type { ShardContext } from "./shard-context.ts"
import { FUNCTION_CALL_FAILED, PROCESSED } from "./status.ts"
import { isOversized, readState } from "./tumbling-window.ts"
import { markClosed, terminateEarly, windowFields } from "./window-invokes.ts"

/** Records that are sent together. `failures` are the failed invokes that count against the retries. */
type Part = { records: PendingRecord[]; failures: number; unavailable: number; requestId: string }

type Verdict =
  | { kind: "success"; done: number; state: string | undefined }
  | { kind: "failure"; functionError: string | null; reason: string; requestId: string }
  | { kind: "unavailable"; reason: string }

/**
 * Returns when every record of the batch is done (succeeded, discarded or expired) or the mapping is stopping;
 * `context.complete` has been called for all that are done. `closesWindow` marks the last invoke as the
 * window's final one.
 */
export async function deliverBatch(
  batch: PendingRecord[],
  context: ShardContext,
  closesWindow = false,
): Promise<void> {
  const waiting: Part[] = [newPart(batch)]
  while (!context.stopping.aborted) {
    const part = waiting.pop()
    if (part === undefined) return
    const left = await attempt(part, context, closesWindow && waiting.length === 0)
    waiting.push(...left.reverse())
  }
}

function newPart(records: PendingRecord[], failures = 0): Part {
  return { records, failures, unavailable: 0, requestId: randomUUID() }
}

/** One invoke with a part; returns what is left of it to do, in order. */
async function attempt(part: Part, context: ShardContext, isFinalInvoke: boolean): Promise<Part[]> {
  await dropExpired(part, context)
  if (part.records.length === 0) return []
  const open = context.windows?.open
  if (open && isOversized(open.state)) await terminateEarly(context, open)
  if (context.stopping.aborted) return [part]
  const fields = windowFields(context, { isFinalInvoke })
  if (eventBytes(part.records, envelopeBytes(fields)) > MOST_EVENT_BYTES) return shrink(part, context)

  const { clock, status } = context
  status.iteratorAgeMs = Math.max(0, clock.now() - (part.records.at(-1)?.arrivedAt ?? 0))
  const outcome = await context.invoke(renderEvent(part.records, fields), context.abort)
  const verdict = judge(outcome, part.records, context)
  if (verdict.kind !== "unavailable") status.invokes += 1
  if (verdict.kind === "success") return advance(part, verdict, context, isFinalInvoke)
  if (context.abort.aborted) return [part]
  status.heldUpSince ??= clock.now()
  if (verdict.kind === "unavailable") return waitForFunction(part, verdict.reason, context)
  status.failures += 1
  status.lastProcessingResult = FUNCTION_CALL_FAILED
  return retryOrDiscard(part, verdict, context)
}

/** What the answer means for the records: how many of them are done, and the state they leave behind. */
function judge(outcome: InvokeOutcome, records: PendingRecord[], context: ShardContext): Verdict {
  if (outcome.kind === "unavailable") return outcome
  const { requestId } = outcome
  if (outcome.kind === "failed") {
    return { kind: "failure", functionError: outcome.functionError, reason: outcome.message, requestId }
  }
  const reportsItems = context.settings.reportsItemFailures
  if (!reportsItems && context.windows === null)
    return { kind: "success", done: records.length, state: undefined }
  const answer = parseAnswer(outcome.payload)
  const state = context.windows === null ? undefined : readState(answer)
  const failure = (reason: string): Verdict => ({ kind: "failure", functionError: null, reason, requestId })
  if (context.windows !== null && state === undefined) return failure("the answer has no state")
  if (!reportsItems) return { kind: "success", done: records.length, state }
  const result = readBatchItemFailures(
    answer,
    records.map(record => record.sequenceNumber),
  )
  if (result.kind === "failure") return failure(result.reason)
  return { kind: "success", done: result.kind === "partial" ? result.from : records.length, state }
}

/** Success, also of only the first records: those are done, and the rest starts with a fresh retry budget. */
async function advance(
  part: Part,
  { done, state }: Verdict & { kind: "success" },
  context: ShardContext,
  isFinalInvoke: boolean,
): Promise<Part[]> {
  const { windows, status, clock } = context
  if (windows?.open && state !== undefined) windows.open.state = state
  const rest = part.records.slice(done)
  if (windows && isFinalInvoke && rest.length === 0) markClosed(windows)
  status.lastProcessingResult = PROCESSED
  status.heldUpSince = null
  context.complete(rest.length === 0 ? part.records : part.records.slice(0, done))
  if (rest.length === 0) return []
  status.failures += 1
  status.heldUpSince = clock.now()
  context.log("warn", "items-failed", "A function reported failed records", { done, left: rest.length })
  const next = newPart(rest)
  await pause(next, backoffMs(context.choices.functionErrorBackoff, 1), context)
  return [next]
}

/** The function was not run: that does not count, however often it happens. */
async function waitForFunction(part: Part, reason: string, context: ShardContext): Promise<Part[]> {
  part.unavailable += 1
  if (part.unavailable === 1) {
    context.log("warn", "function-unavailable", "The function is out of reach", { reason })
  }
  await pause(part, backoffMs(context.choices.unavailableBackoff, part.unavailable), context)
  return [part]
}

/** Splitting costs no retries, so they are counted only for a part that did not become smaller. */
async function retryOrDiscard(
  part: Part,
  { functionError, reason, requestId }: Verdict & { kind: "failure" },
  context: ShardContext,
): Promise<Part[]> {
  const { settings, choices, log } = context
  const details = { records: part.records.length, reason }
  part.requestId = requestId
  if (settings.bisect && part.records.length > 1) {
    log("warn", "split", "A failed batch is split in two", details)
    return halves(part)
  }
  part.failures += 1
  if (settings.maximumRetryAttempts >= 0 && part.failures > settings.maximumRetryAttempts) {
    await discard(
      part.records,
      { condition: "RetryAttemptsExhausted", functionError, ...countOf(part) },
      context,
    )
    return []
  }
  log("warn", "retry", "A function failed and is retried", { ...details, failures: part.failures })
  await pause(part, backoffMs(choices.functionErrorBackoff, part.failures), context)
  return [part]
}

function halves({ records, failures }: Part): Part[] {
  const middle = Math.floor(records.length / 2)
  return [newPart(records.slice(0, middle), failures), newPart(records.slice(middle), failures)]
}

/** A part that has outgrown an event (by its window's state) is split; one record that has is undeliverable. */
async function shrink(part: Part, context: ShardContext): Promise<Part[]> {
  if (part.records.length > 1) return halves(part)
  context.log("error", "undeliverable", "A record is too large for an event", {
    bytes: part.records[0]?.bytes,
  })
  const undelivered = { condition: "RetryAttemptsExhausted", functionError: null, invokeCount: 0 } as const
  await discard(part.records, { ...undelivered, requestId: part.requestId }, context)
  return []
}

/** Cuts records that are too old off the front; what the stream itself no longer keeps vanishes unreported. */
async function dropExpired(part: Part, context: ShardContext): Promise<void> {
  const count = part.records.findIndex(record => context.clock.now() <= expiryOf(record, part, context))
  const expired = count < 0 ? part.records : part.records.slice(0, count)
  if (expired.length === 0) return
  const details = { condition: "RecordAgeExceeded", functionError: null, ...countOf(part) } as const
  await discard(expired, details, context, context.settings.maximumRecordAgeSeconds >= 0)
  part.records = count < 0 ? [] : part.records.slice(count)
}

/**
 * The last moment (epoch ms) at which a record may be sent. The stream's retention ends only what has failed:
 * what could still be read is tried at least once.
 */
function expiryOf(record: PendingRecord, part: Part, { settings, retentionMs }: ShardContext): number {
  const age = settings.maximumRecordAgeSeconds
  const limits = [age < 0 ? Infinity : age * 1000, part.failures > 0 ? retentionMs : Infinity]
  return record.arrivedAt + Math.min(...limits)
}

function countOf({ failures, requestId }: Part) {
  return { invokeCount: Math.max(1, failures), requestId }
}

async function discard(
  records: PendingRecord[],
  details: Omit<Discard, "records">,
  context: ShardContext,
  reports = true,
): Promise<void> {
  const { condition, invokeCount } = details
  context.log("error", "discarded", "Records are discarded", {
    condition,
    invokeCount,
    records: records.length,
  })
  if (reports) await context.sendFailure({ ...details, records, windowFields: windowFields(context) })
  context.status.discarded += records.length
  context.status.heldUpSince = null
  context.complete(records)
}

/** Waits, but not beyond the moment at which the first record becomes too old. */
async function pause(part: Part, ms: number, context: ShardContext): Promise<void> {
  const first = part.records[0]
  const untilExpiry = first ? expiryOf(first, part, context) + 1 - context.clock.now() : ms
  await context.clock.sleep(Math.max(0, Math.min(ms, untilExpiry)), context.stopping)
}

function eventBytes(records: PendingRecord[], envelope: number): number {
  // As many commas as records would be one too many.
  return records.reduce((sum, record) => sum + record.bytes + 1, envelope - 1)
}
