/** Records in quarantine, as the API shows them. */
import type { QuarantineEntry } from "../shared/quarantine.ts"
import type { QuarantineEntry as Presented } from "./schema.ts"

/** The entry, with `replay` null where there was none. */
export function presentEntry({ replay, ...entry }: QuarantineEntry): Presented {
  if (!replay) return { ...entry, replay: null }
  const { at, by, shardId, sequenceNumber } = replay
  return { ...entry, replay: { at, by, shardId, sequenceNumber } }
}

/** Longest text that is shown, in bytes. */
const longestText = 300 * 1024

/** The bytes as text; null when they are no UTF-8, or too many. */
export function readableText(bytes: Uint8Array): string | null {
  if (bytes.byteLength > longestText) return null
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
