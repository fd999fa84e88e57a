/** AWS::Kinesis::Stream */
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeStreamSummaryCommand,
  waitUntilStreamExists,
} from "@aws-sdk/client-kinesis"
import type { Clients } from "../clients.ts"
import { ignoring } from "./ignoring.ts"
import type { Physical } from "./intrinsics.ts"

/** Makes a stream with its number of shards; waits until it is active. */
export async function ensureStream(
  { kinesis }: Clients,
  { Name, ShardCount }: { Name: string; ShardCount?: number },
): Promise<Physical> {
  const describe = () => kinesis.send(new DescribeStreamSummaryCommand({ StreamName: Name }))
  const existing = await describe().catch(ignoring("ResourceNotFoundException"))
  if (!existing) {
    await kinesis.send(new CreateStreamCommand({ StreamName: Name, ShardCount: ShardCount ?? 1 }))
    await waitUntilStreamExists(
      { client: kinesis, maxWaitTime: 60, minDelay: 1, maxDelay: 2 },
      { StreamName: Name },
    )
  }
  const { StreamDescriptionSummary } = existing ?? (await describe())
  return { ref: Name, attributes: { Arn: StreamDescriptionSummary?.StreamARN ?? "" } }
}

export async function removeStream({ kinesis }: Clients, { ref }: Physical): Promise<void> {
  await kinesis
    .send(new DeleteStreamCommand({ StreamName: ref, EnforceConsumerDeletion: true }))
    .catch(ignoring("ResourceNotFoundException"))
}
