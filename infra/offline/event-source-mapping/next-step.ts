/** Decides what a shard (or one lane of it) has to do next with the records that wait. */
import { cutBatch, type PendingRecord } from "./batching.ts"
import { envelopeBytes, MOST_EVENT_BYTES } from "./event-body.ts"
import type { ShardContext } from "./shard-context.ts"
import type { SourceRecord } from "./stream-source.ts"
import {
  isOversized,
  type OpenWindow,
  openWindow,
  type WindowProgress,
  windowStartOf,
} from "./tumbling-window.ts"
import { windowFields } from "./window-invokes.ts"

/** `closesWindow`: this batch is known to be the window's last one, and is to be marked as final. */
export type Step =
  | { kind: "terminateEarly"; window: OpenWindow }
  | { kind: "closeWindow"; windows: WindowProgress }
  | { kind: "deliver"; count: number; closesWindow: boolean }
  | { kind: "wait"; until: number }

/**
 * `isIdleAt` tells whether the shard has ended, or was found empty by a read that began at or after a time
 * (epoch ms). The first record that waits opens a window if none is open.
 */
export function nextStep(
  pending: readonly PendingRecord[],
  context: ShardContext,
  isIdleAt: (time: number) => boolean,
  graceMs: number,
): Step {
  const { windows, settings, choices, clock } = context
  const first = pending[0]
  const open = windows?.open ?? openFor(first, windows)
  const isOver = open ? isIdleAt(open.end + graceMs) : isIdleAt(Infinity)
  if (windows && open) {
    if (isOversized(open.state)) return { kind: "terminateEarly", window: open }
    const isPassed = first ? windowStartOf(first.arrivedAt, windows) !== open.start : isOver
    if (isPassed) return { kind: "closeWindow", windows }
  }
  if (first === undefined) return { kind: "wait", until: Infinity }
  const limits = {
    batchSize: settings.batchSize,
    batchingWindowMs: settings.batchingWindowSeconds * 1000,
    // Each record is counted with a comma, which the last one does not have.
    bytesLeft: MOST_EVENT_BYTES + 1 - envelopeBytes(windowFields(context)),
    belongs: windows && ((record: SourceRecord) => windowStartOf(record.arrivedAt, windows) === open?.start),
  }
  const cut = cutBatch(pending, limits, clock.now(), isOver)
  if ("waitUntil" in cut) return { kind: "wait", until: cut.waitUntil }
  const isLast = cut.endsAtBoundary || (isOver && cut.count === pending.length)
  const closesWindow = choices.finalInvokeRecords === "lastBatch" && open !== undefined && isLast
  return { kind: "deliver", count: cut.count, closesWindow }
}

function openFor(first: PendingRecord | undefined, windows: WindowProgress | null): OpenWindow | undefined {
  if (windows === null || first === undefined) return undefined
  windows.open = openWindow(windowStartOf(first.arrivedAt, windows), windows.seconds)
  return windows.open
}
