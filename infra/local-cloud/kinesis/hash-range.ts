/** The 128-bit hash keys that decide which shard a record goes to, and shards as Kinesis describes them. */
import { createHash } from "node:crypto"
import { AwsError } from "../protocol/aws-error.ts"
import { sequenceNumber } from "./sequence-number.ts"
import { type Shard, shardName } from "./store.ts"

const HASH_KEYS = 1n << 128n

/** A hash key as the store keeps it: 32 hexadecimal digits. */
export function toHex(hashKey: bigint): string {
  return hashKey.toString(16).padStart(32, "0")
}

/** The number that a stored hash key stands for. */
export function toNumber(hex: string): bigint {
  return BigInt(`0x${hex}`)
}

/** Reads a hash key as the API gives it: a decimal number below 2^128. */
export function parseHashKey(decimal: string): bigint {
  if (/^(0|[1-9]\d{0,38})$/.test(decimal) && BigInt(decimal) < HASH_KEYS) return BigInt(decimal)
  throw new AwsError(
    "InvalidArgumentException",
    `Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${decimal}`,
  )
}

/** Where a record belongs: its explicit hash key, else the MD5 of its partition key. */
export function hashKeyOf(record: { PartitionKey: string; ExplicitHashKey?: string }): string {
  if (record.ExplicitHashKey) return toHex(parseHashKey(record.ExplicitHashKey))
  return createHash("md5").update(record.PartitionKey, "utf8").digest("hex")
}

/** The whole range cut into `count` parts of one size; the last takes the remainder. */
export function evenHashRanges(count: number): { first: string; last: string }[] {
  const size = HASH_KEYS / BigInt(count)
  return Array.from({ length: count }, (_, index) => ({
    first: toHex(size * BigInt(index)),
    last: toHex(index === count - 1 ? HASH_KEYS - 1n : size * BigInt(index + 1) - 1n),
  }))
}

/** A shard's hash keys in the decimal form of the API. */
export function hashKeyRange(shard: Shard) {
  return {
    StartingHashKey: toNumber(shard.first_hash).toString(),
    EndingHashKey: toNumber(shard.last_hash).toString(),
  }
}

/** A shard as DescribeStream and ListShards show it; only a closed one has an ending sequence number. */
export function shardDescription(shard: Shard) {
  return {
    ShardId: shardName(shard.number),
    ...(shard.parent !== null && { ParentShardId: shardName(shard.parent) }),
    ...(shard.adjacent_parent !== null && { AdjacentParentShardId: shardName(shard.adjacent_parent) }),
    HashKeyRange: hashKeyRange(shard),
    SequenceNumberRange: {
      StartingSequenceNumber: sequenceNumber(shard.first_position),
      ...(shard.last_position !== null && { EndingSequenceNumber: sequenceNumber(shard.last_position) }),
    },
  }
}
