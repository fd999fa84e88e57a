/** Records that are no invoices, kept in S3 with their bytes until somebody looks at them. */
import { PutObjectCommand } from "@aws-sdk/client-s3"
import { s3 } from "../shared/aws/s3.ts"
import { bucketName } from "../shared/stage.ts"
import type { PoisonRecord } from "../shared/stream-records.ts"

/** Where a record is kept: its place on the stream names it, so that a repeat replaces itself. */
export const quarantineKey = ({ arrivedAt, shardId, sequenceNumber }: PoisonRecord): string =>
  `quarantine/${new Date(arrivedAt).toISOString().slice(0, 10)}/${shardId}-${sequenceNumber}.json`

/** Keeps a record: why it is no invoice, where it came from, and its bytes as base64. Gives the key. */
export async function quarantine(record: PoisonRecord): Promise<string> {
  const { poison, streamArn, shardId, sequenceNumber, partitionKey, arrivedAt, bytes } = record
  const kept = {
    ...poison,
    arrivedAt: new Date(arrivedAt).toISOString(),
    streamArn,
    shardId,
    sequenceNumber,
    partitionKey,
    data: Buffer.from(bytes).toString("base64"),
  }
  const key = quarantineKey(record)
  await s3.send(
    new PutObjectCommand({
      Bucket: bucketName(),
      Key: key,
      Body: JSON.stringify(kept, undefined, 2),
      ContentType: "application/json",
    }),
  )
  return key
}
