/** What the rest of the module needs to know of a stream, whichever service it belongs to. */

/** A shard and those that it was split or merged from. */
export type ShardDescription = { shardId: string; parents: string[] }

/** `createdAt` tells a stream from an earlier one of the same name. Times in milliseconds. */
export type StreamDescription = { createdAt: number; retentionMs: number; shards: ShardDescription[] }

/** Where to begin reading a shard. */
export type ReadPosition =
  | { type: "TRIM_HORIZON" }
  | { type: "LATEST" }
  | { type: "AFTER"; sequenceNumber: string }

/**
 * One record, serialised once, as it stands in the event. `laneKey` is what order is kept for when a shard is
 * read in parallel (partition key or item key), `arrivedAt` epoch milliseconds, `bytes` the UTF-8 length of
 * `json`, `matches` whether the mapping's filters let it through.
 */
export type SourceRecord = {
  sequenceNumber: string
  laneKey: string
  arrivedAt: number
  json: string
  bytes: number
  matches: boolean
}

/**
 * One answer of a shard. `next` is null at the end of a closed shard; `more` says that records are known to
 * wait, `millisBehind` how old they are where the service tells.
 */
export type ReadResult = {
  records: SourceRecord[]
  next: string | null
  more: boolean
  millisBehind: number
}

/** A stream to read. Every call rejects with the service's own error; `stream-errors.ts` tells them apart. */
export type StreamSource = {
  describe(signal?: AbortSignal): Promise<StreamDescription>
  iterator(shardId: string, position: ReadPosition, signal?: AbortSignal): Promise<string>
  read(shardId: string, iterator: string, limit: number, signal?: AbortSignal): Promise<ReadResult>
}

/** Decides from the filterable view of a record; absent when the mapping has no filters. */
export type RecordFilter = (subject: Record<string, unknown>) => boolean

/** Account, region and resource of an ARN. */
export function parseArn(arn: string): {
  region: string
  account: string
  service: string
  resource: string
} {
  const [prefix, , service, region, account, ...resource] = arn.split(":")
  if (prefix !== "arn" || !service || resource.length === 0) throw new TypeError(`Not an ARN: ${arn}`)
  return { region: region ?? "", account: account ?? "", service, resource: resource.join(":") }
}
