/** Kinesis: listing, splitting and merging shards. A resharding is one transaction, so a crash leaves none half done. */
import { AwsError } from "../protocol/aws-error.ts"
import { inTransaction } from "../protocol/database.ts"
import { requireShard, requireStream, type StreamReference } from "./find-stream.ts"
import { parseHashKey, shardDescription, toHex, toNumber } from "./hash-range.ts"
import { type KinesisStore, type Shard, type Stream, shardName } from "./store.ts"

type ListShardsInput = StreamReference & {
  NextToken?: string
  ExclusiveStartShardId?: string
  MaxResults?: number
  ShardFilter?: { Type: string; ShardId?: string }
}

type Child = { first: string; last: string; parent: Shard; adjacent?: Shard }

/** The shard operations on `store`, by name. */
export function shardOperations(store: KinesisStore) {
  return {
    ListShards: (input: ListShardsInput) => {
      const token = input.NextToken ? decodeToken(input.NextToken) : undefined
      const stream = requireStream(store, token ? { StreamName: token.stream } : input)
      const after = token?.after ?? input.ExclusiveStartShardId ?? ""
      const rest = store
        .listShards(stream.id)
        .filter(shard => shardName(shard.number) > after && matches(input.ShardFilter, shard))
      const page = rest.slice(0, input.MaxResults ?? 1000)
      const last = page.at(-1)
      const next = last && rest.length > page.length ? { NextToken: encodeToken(stream, last) } : {}
      return { Shards: page.map(shardDescription), ...next }
    },

    SplitShard: (input: StreamReference & { ShardToSplit: string; NewStartingHashKey: string }) => {
      const stream = requireStream(store, input)
      const shard = requireOpenShard(store, stream, input.ShardToSplit)
      const key = parseHashKey(input.NewStartingHashKey)
      if (key <= toNumber(shard.first_hash) || key >= toNumber(shard.last_hash)) {
        const text = `NewStartingHashKey ${key} used in SplitShard() on shard ${shardName(shard.number)} in stream ${stream.name} is not both greater than one plus the shard's StartingHashKey ${toNumber(shard.first_hash)} and less than the shard's EndingHashKey ${toNumber(shard.last_hash)}.`
        throw new AwsError("InvalidArgumentException", text)
      }
      reshard(store, stream, [
        { first: shard.first_hash, last: toHex(key - 1n), parent: shard },
        { first: toHex(key), last: shard.last_hash, parent: shard },
      ])
      return {}
    },

    MergeShards: (input: StreamReference & { ShardToMerge: string; AdjacentShardToMerge: string }) => {
      const stream = requireStream(store, input)
      const parent = requireOpenShard(store, stream, input.ShardToMerge)
      const adjacent = requireOpenShard(store, stream, input.AdjacentShardToMerge)
      const [low, high] = parent.first_hash < adjacent.first_hash ? [parent, adjacent] : [adjacent, parent]
      if (toNumber(low.last_hash) + 1n !== toNumber(high.first_hash)) {
        const text = `Shards ${shardName(parent.number)} and ${shardName(adjacent.number)} in stream ${stream.name} are not an adjacent pair of shards eligible for merging`
        throw new AwsError("InvalidArgumentException", text)
      }
      reshard(store, stream, [{ first: low.first_hash, last: high.last_hash, parent, adjacent }])
      return {}
    },
  }
}

/** Closes the parents, then opens the children after them, so that every child's record comes after its parents'. */
function reshard(store: KinesisStore, stream: Stream, children: Child[]): void {
  const numbers = store.listShards(stream.id).map(shard => shard.number)
  const firstNumber = Math.max(...numbers) + 1
  inTransaction(store.database, () => {
    const closing = store.takePositions(2)
    const parents = new Set(
      children.flatMap(({ parent, adjacent }) => (adjacent ? [parent, adjacent] : [parent])),
    )
    for (const parent of parents) store.change.closeShard.run(closing, Date.now(), parent.id)
    for (const [index, { first, last, parent, adjacent }] of children.entries()) {
      const [parentNumber, adjacentNumber] = [parent.number, adjacent?.number ?? null]
      store.change.addShard.run(
        stream.id,
        firstNumber + index,
        first,
        last,
        parentNumber,
        adjacentNumber,
        closing + 1,
      )
    }
  })
  store.forgetShards(stream.id)
}

function requireOpenShard(store: KinesisStore, stream: Stream, shardId: string): Shard {
  const shard = requireShard(store, stream, shardId)
  if (shard.closed_at === null) return shard
  throw new AwsError(
    "InvalidArgumentException",
    `Shard ${shardName(shard.number)} in stream ${stream.name} is closed and cannot be split or merged.`,
  )
}

function matches(filter: ListShardsInput["ShardFilter"], shard: Shard): boolean {
  if (!filter) return true
  if (filter.Type === "AT_LATEST") return shard.closed_at === null
  if (filter.Type === "AFTER_SHARD_ID") return shardName(shard.number) > (filter.ShardId ?? "")
  if (filter.Type === "FROM_TRIM_HORIZON") return true
  if (filter.Type === "AT_TRIM_HORIZON") return shard.parent === null
  throw new AwsError("InvalidArgumentException", `ListShards here has no filter ${filter.Type}.`)
}

function encodeToken(stream: Stream, last: Shard): string {
  return Buffer.from(JSON.stringify({ stream: stream.name, after: shardName(last.number) })).toString(
    "base64",
  )
}

function decodeToken(token: string): { stream: string; after: string } {
  try {
    return JSON.parse(Buffer.from(token, "base64").toString("utf8"))
  } catch {
    throw new AwsError("ExpiredNextTokenException", "The NextToken is not one that ListShards gave.")
  }
}
