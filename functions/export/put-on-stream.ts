/** Puts bytes on the stream of invoices as they are. */
import { PutRecordCommand } from "@aws-sdk/client-kinesis"
import { kinesis } from "../shared/aws/kinesis.ts"
import { resourceName } from "../shared/stage.ts"

/** Gives the place that the record got. */
export async function putOnStream(
  bytes: Uint8Array,
  partitionKey: string,
): Promise<{ shardId: string; sequenceNumber: string }> {
  const { ShardId = "", SequenceNumber = "" } = await kinesis.send(
    new PutRecordCommand({ StreamName: resourceName("invoices"), Data: bytes, PartitionKey: partitionKey }),
  )
  return { shardId: ShardId, sequenceNumber: SequenceNumber }
}
