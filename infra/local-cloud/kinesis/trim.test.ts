import { rm } from "node:fs/promises"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { temporaryFolder } from "../testing/cloud-under-test.ts"
import { putOperations } from "./put-records.ts"
import { shardOperations } from "./shards.ts"
import { type KinesisStore, openKinesisStore } from "./store.ts"
import { streamOperations } from "./streams.ts"
import { trim } from "./trim.ts"

const HOUR = 3_600_000

let folder: string
let store: KinesisStore
beforeEach(async () => {
  folder = await temporaryFolder()
  store = openKinesisStore(join(folder, "kinesis.sqlite"))
  streamOperations(store).CreateStream({ StreamName: "s", ShardCount: 1 })
})
afterEach(async () => {
  store.close()
  await rm(folder, { recursive: true })
})

describe("trimming Kinesis", () => {
  it("lets go of records that are older than their stream keeps them, and of no others", async () => {
    put(4500)

    await trim(store, Date.now() + 23 * HOUR)
    const within = countRecords()
    await trim(store, Date.now() + 25 * HOUR)

    expect([within, countRecords()]).toEqual([4500, 0])
  })

  it("keeps them longer where the stream says so", async () => {
    put(10)
    streamOperations(store).IncreaseStreamRetentionPeriod({ StreamName: "s", RetentionPeriodHours: 48 })

    await trim(store, Date.now() + 25 * HOUR)

    expect(countRecords()).toBe(10)
  })

  it("forgets a closed shard with its last record, and uses no position twice", async () => {
    const before = put(1)
    shardOperations(store).SplitShard({
      StreamName: "s",
      ShardToSplit: "0",
      NewStartingHashKey: `${2n ** 127n}`,
    })

    await trim(store, Date.now() + 25 * HOUR)
    const { Shards } = shardOperations(store).ListShards({ StreamName: "s" })
    const after = put(1)

    expect(Shards.map(shard => shard.ShardId)).toEqual(["shardId-000000000001", "shardId-000000000002"])
    expect(BigInt(after)).toBeGreaterThan(BigInt(before))
  })
})

function put(count: number): string {
  let last = ""
  for (let left = count; left > 0; left -= 500) {
    const Records = Array.from({ length: Math.min(left, 500) }, () => ({ PartitionKey: "k", Data: "eA==" }))
    last = putOperations(store).PutRecords({ StreamName: "s", Records }).Records.at(-1)?.SequenceNumber ?? ""
  }
  return last
}

function countRecords(): unknown {
  return store.database.prepare("SELECT count(*) AS count FROM records").get()?.count
}
