/** Shard iterators: opaque to clients, and worthless after five minutes, as AWS's are. */
import { AwsError } from "../protocol/aws-error.ts"

const EXPIRES_AFTER_MS = 5 * 60_000

/** The place where the next read begins. */
export type ShardIterator = { stream: string; shard: number; position: number }

/** Makes an iterator whose five minutes begin now. */
export function encodeIterator({ stream, shard, position }: ShardIterator): string {
  return Buffer.from(JSON.stringify([stream, shard, position, Date.now()])).toString("base64")
}

/** Reads an iterator; ExpiredIteratorException when it is too old, InvalidArgumentException when it is none. */
export function decodeIterator(encoded: string | undefined): ShardIterator {
  const [stream, shard, position, madeAt] = parse(encoded ?? "")
  if (typeof stream !== "string" || !Number.isInteger(shard) || !Number.isInteger(position)) {
    throw new AwsError("InvalidArgumentException", "Invalid ShardIterator.")
  }
  const age = Date.now() - Number(madeAt)
  if (age > EXPIRES_AFTER_MS) {
    const text = `Iterator expired. The iterator was created ${age} ms ago, which is more than the tolerated delay of ${EXPIRES_AFTER_MS} milliseconds.`
    throw new AwsError("ExpiredIteratorException", text)
  }
  return { stream, shard: Number(shard), position: Number(position) }
}

function parse(encoded: string): unknown[] {
  try {
    const pieces: unknown = JSON.parse(Buffer.from(encoded, "base64").toString("utf8"))
    return Array.isArray(pieces) ? pieces : []
  } catch {
    return []
  }
}
