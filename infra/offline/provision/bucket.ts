/** AWS::S3::Bucket */
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  HeadBucketCommand,
  paginateListObjectsV2,
} from "@aws-sdk/client-s3"
import type { Clients } from "../clients.ts"
import { ignoring } from "./ignoring.ts"
import type { Physical } from "./intrinsics.ts"

/** Makes a bucket in the client's region. */
export async function ensureBucket(
  { s3 }: Clients,
  { BucketName }: { BucketName: string },
): Promise<Physical> {
  const existing = await s3
    .send(new HeadBucketCommand({ Bucket: BucketName }))
    .catch(ignoring("NotFound", "NoSuchBucket"))
  if (!existing) {
    const region = await s3.config.region()
    await s3.send(
      new CreateBucketCommand({
        Bucket: BucketName,
        // S3's first region is its default, and the one that it refuses to be told.
        CreateBucketConfiguration:
          region === "us-east-1" ? undefined : { LocationConstraint: region as "eu-west-1" },
      }),
    )
  }
  return { ref: BucketName, attributes: { Arn: `arn:aws:s3:::${BucketName}` } }
}

/** Empties and removes a bucket. */
export async function removeBucket({ s3 }: Clients, { ref }: Physical): Promise<void> {
  for await (const { Contents } of paginateListObjectsV2({ client: s3 }, { Bucket: ref })) {
    if (!Contents?.length) continue
    await s3.send(
      new DeleteObjectsCommand({
        Bucket: ref,
        Delete: { Objects: Contents.map(({ Key }) => ({ Key: Key ?? "" })), Quiet: true },
      }),
    )
  }
  await s3.send(new DeleteBucketCommand({ Bucket: ref }))
}
