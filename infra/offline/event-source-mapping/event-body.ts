/** Puts the event together from records that are JSON text already, and knows its size beforehand. */
import { type OpenWindow, windowInstant } from "./tumbling-window.ts"

/** The largest synchronous invocation, in bytes. */
export const MOST_EVENT_BYTES = 6 * 1024 * 1024

/** The fields that an event of a windowed mapping has besides its records. */
export type WindowFields = {
  window: OpenWindow
  shardId: string
  eventSourceArn: string
  isFinalInvoke: boolean
  isTerminatedEarly: boolean
}

/** The event as JSON text. */
export function renderEvent(records: readonly { json: string }[], fields?: WindowFields): string {
  return `{"Records":[${records.map(record => record.json).join(",")}]${renderFields(fields)}}`
}

/** Bytes of an event with these fields besides what its records take (each its `bytes` and one for the comma). */
export function envelopeBytes(fields?: WindowFields): number {
  return Buffer.byteLength(renderEvent([], fields))
}

function renderFields(fields: WindowFields | undefined): string {
  if (fields === undefined) return ""
  const { window, shardId, eventSourceArn, isFinalInvoke, isTerminatedEarly } = fields
  return (
    `,"window":{"start":"${windowInstant(window.start)}","end":"${windowInstant(window.end)}"}` +
    `,"state":${window.state},"shardId":${JSON.stringify(shardId)}` +
    `,"eventSourceARN":${JSON.stringify(eventSourceArn)}` +
    `,"isFinalInvokeForWindow":${isFinalInvoke},"isWindowTerminatedEarly":${isTerminatedEarly}`
  )
}
