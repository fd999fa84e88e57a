/** Splits and merges the shards of a stream while it is in use. */
import { setTimeout as wait } from "node:timers/promises"
import {
  type KinesisClient,
  ListShardsCommand,
  MergeShardsCommand,
  type Shard,
  SplitShardCommand,
} from "@aws-sdk/client-kinesis"
import type { Random } from "./random.ts"

/** The shards that take records, in the order of their keys. */
export async function openShards(kinesis: KinesisClient, StreamName: string): Promise<Shard[]> {
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName }))
  return Shards.filter(shard => !shard.SequenceNumberRange?.EndingSequenceNumber).sort((a, b) =>
    first(a) < first(b) ? -1 : 1,
  )
}

/** Splits one open shard in the middle of its keys. */
export async function splitOne(kinesis: KinesisClient, StreamName: string, random: Random): Promise<void> {
  await untilDone(async () => {
    const shards = await openShards(kinesis, StreamName)
    const shard = random.pick(shards as [Shard, ...Shard[]])
    const NewStartingHashKey = String((first(shard) + last(shard)) / 2n)
    await kinesis.send(new SplitShardCommand({ StreamName, ShardToSplit: shard.ShardId, NewStartingHashKey }))
  })
}

/** Merges two open shards that lie side by side. */
export async function mergeTwo(kinesis: KinesisClient, StreamName: string, random: Random): Promise<void> {
  await untilDone(async () => {
    const shards = await openShards(kinesis, StreamName)
    const n = random.between(0, shards.length - 2)
    await kinesis.send(
      new MergeShardsCommand({
        StreamName,
        ShardToMerge: shards[n]?.ShardId,
        AdjacentShardToMerge: shards[n + 1]?.ShardId,
      }),
    )
  })
}

/** The cloud may be down at that moment. */
async function untilDone(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 50) throw error
      await wait(200)
    }
  }
}

const first = ({ HashKeyRange }: Shard) => BigInt(HashKeyRange?.StartingHashKey ?? 0)
const last = ({ HashKeyRange }: Shard) => BigInt(HashKeyRange?.EndingHashKey ?? 0)
