/** A real Kinesis server in memory, for tests. */

import type { Server } from "node:http"
import { createRequire } from "node:module"
import type { AddressInfo } from "node:net"
import {
  CreateStreamCommand,
  DescribeStreamCommand,
  KinesisClient,
  PutRecordsCommand,
  SplitShardCommand,
} from "@aws-sdk/client-kinesis"
import { NodeHttpHandler } from "@smithy/node-http-handler"

/** The package has no types of its own. */
type Kinesalite = (options: Record<string, number>) => Server
const kinesalite: Kinesalite = createRequire(import.meta.url)("kinesalite")

const REGION = "eu-central-1"
const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" }

/** Starts a server with streams that are ready almost at once. */
export async function startKinesisServer() {
  const server = kinesalite({ createStreamMs: 5, updateStreamMs: 5, deleteStreamMs: 5, shardLimit: 100 })
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", () => resolve()))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = new KinesisClient({
    endpoint,
    region: REGION,
    credentials: CREDENTIALS,
    requestHandler: new NodeHttpHandler(),
  })

  const shards = async (StreamName: string) => {
    for (;;) {
      const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamName }))
      if (StreamDescription?.StreamStatus === "ACTIVE") return StreamDescription.Shards ?? []
      await new Promise(resolve => setTimeout(resolve, 10))
    }
  }
  return {
    endpoint,
    client,
    region: REGION,
    credentials: CREDENTIALS,
    arnOf: (stream: string) => `arn:aws:kinesis:${REGION}:000000000000:stream/${stream}`,
    async createStream(StreamName: string, ShardCount: number) {
      await client.send(new CreateStreamCommand({ StreamName, ShardCount }))
      await shards(StreamName)
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
      const open = (await shards(StreamName)).find(shard => !shard.SequenceNumberRange?.EndingSequenceNumber)
      const { StartingHashKey = "0", EndingHashKey = "0" } = open?.HashKeyRange ?? {}
      const middle = (BigInt(StartingHashKey) + BigInt(EndingHashKey)) / 2n
      await client.send(
        new SplitShardCommand({ StreamName, ShardToSplit: open?.ShardId, NewStartingHashKey: `${middle}` }),
      )
      await shards(StreamName)
      return open?.ShardId ?? ""
    },
    close: () =>
      new Promise<void>(resolve => {
        client.destroy()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
