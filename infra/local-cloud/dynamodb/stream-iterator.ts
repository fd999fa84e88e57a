/** Shard iterators of table streams: opaque to clients, and worthless after 15 minutes, as AWS's are. */
import { AwsError } from "../protocol/aws-error.ts"

const EXPIRES_AFTER_MS = 15 * 60_000

/** The table, the label of its stream, and the position of the next record. */
export type StreamIterator = { table: string; label: string; position: number }

/** Makes an iterator whose quarter of an hour begins now. */
export function encodeIterator({ table, label, position }: StreamIterator): string {
  return Buffer.from(JSON.stringify([table, label, position, Date.now()])).toString("base64")
}

/** Reads an iterator; ExpiredIteratorException when it is too old, ValidationException when it is none. */
export function decodeIterator(encoded = ""): StreamIterator {
  const [table, label, position, madeAt] = parse(encoded)
  if (typeof table !== "string" || typeof label !== "string" || !Number.isInteger(position)) {
    throw new AwsError("ValidationException", "Invalid ShardIterator")
  }
  if (Date.now() - Number(madeAt) > EXPIRES_AFTER_MS) {
    throw new AwsError(
      "ExpiredIteratorException",
      "The shard iterator has expired: it is older than 15 minutes.",
    )
  }
  return { table, label, position: Number(position) }
}

function parse(encoded: string): unknown[] {
  try {
    const pieces: unknown = JSON.parse(Buffer.from(encoded, "base64").toString("utf8"))
    return Array.isArray(pieces) ? pieces : []
  } catch {
    return []
  }
}
