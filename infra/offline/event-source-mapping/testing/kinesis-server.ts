/** The local cloud's Kinesis, in a folder of its own, for tests. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import {
  CreateStreamCommand,
  KinesisClient,
  ListShardsCommand,
  PutRecordsCommand,
  SplitShardCommand,
} from "@aws-sdk/client-kinesis"
import { NodeHttpHandler } from "@smithy/node-http-handler"
import { startLocalCloud } from "../../../local-cloud/index.ts"

const REGION = "eu-central-1"
const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" }

/** Starts a server without streams on a free port. */
export async function startKinesisServer() {
  const dataDir = await mkdtemp(join(tmpdir(), "event-source-mapping-cloud-"))
  const cloud = await startLocalCloud({ port: 0, dataDir })
  const client = new KinesisClient({
    endpoint: cloud.url,
    region: REGION,
    credentials: CREDENTIALS,
    requestHandler: new NodeHttpHandler(),
  })

  return {
    endpoint: cloud.url,
    client,
    region: REGION,
    credentials: CREDENTIALS,
    arnOf: (stream: string) => `arn:aws:kinesis:${REGION}:000000000000:stream/${stream}`,
    async createStream(StreamName: string, ShardCount: number) {
      await client.send(new CreateStreamCommand({ StreamName, ShardCount }))
    },
    /** Writes texts, each under itself as partition key. */
    async put(StreamName: string, texts: string[]) {
      for (let at = 0; at < texts.length; at += 500) {
        const Records = texts
          .slice(at, at + 500)
          .map(text => ({ PartitionKey: text, Data: Buffer.from(text) }))
        const { FailedRecordCount } = await client.send(new PutRecordsCommand({ StreamName, Records }))
        if (FailedRecordCount) throw new Error(`${FailedRecordCount} records were refused`)
      }
    },
    /** Splits the first open shard in its middle. */
    async split(StreamName: string) {
      const { Shards } = await client.send(new ListShardsCommand({ StreamName }))
      const open = Shards?.find(shard => !shard.SequenceNumberRange?.EndingSequenceNumber)
      const { StartingHashKey = "0", EndingHashKey = "0" } = open?.HashKeyRange ?? {}
      const middle = (BigInt(StartingHashKey) + BigInt(EndingHashKey)) / 2n
      await client.send(
        new SplitShardCommand({ StreamName, ShardToSplit: open?.ShardId, NewStartingHashKey: `${middle}` }),
      )
      return open?.ShardId ?? ""
    },
    async close() {
      client.destroy()
      await cloud.stop()
      await rm(dataDir, { recursive: true })
    },
  }
}
