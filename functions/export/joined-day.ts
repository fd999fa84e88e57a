/**
 * A day as one object in S3, for days that are larger than an answer may be. It is made again only when the day has
 * changed since.
 */
import { createHash } from "node:crypto"
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  S3ServiceException,
  UploadPartCommand,
} from "@aws-sdk/client-s3"
import { getSignedUrl } from "@aws-sdk/s3-request-presigner"
import { s3 } from "../shared/aws/s3.ts"
import { bucketName } from "../shared/stage.ts"
import { csvType, type ListedObject } from "./csv-objects.ts"
import { readDay } from "./read-day.ts"

/** Bytes of a part; S3 wants at least 5 MiB of all but the last. */
const partSize = 8 * 1024 * 1024

/** How long the address of the object can be used, in seconds. */
const validFor = 900

/** An address from which the day can be had for a quarter of an hour, without credentials. */
export async function addressOfJoinedDay(date: string, objects: ListedObject[]): Promise<string> {
  const at = { Bucket: bucketName(), Key: `exports-daily/${date}.csv` }
  const state = stateOf(objects)
  if ((await stateOfJoined(at)) !== state) await join(at, date, state, objects)
  return getSignedUrl(s3, new GetObjectCommand(at), { expiresIn: validFor })
}

type Place = { Bucket: string; Key: string }

/** Changes whenever an object of the day does. */
function stateOf(objects: ListedObject[]): string {
  const hash = createHash("sha256")
  for (const { key, etag } of objects) hash.update(`${key} ${etag}\n`)
  return hash.digest("hex")
}

async function stateOfJoined(at: Place): Promise<string | undefined> {
  try {
    return (await s3.send(new HeadObjectCommand(at))).Metadata?.state
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined
    throw error
  }
}

async function join(at: Place, date: string, state: string, objects: ListedObject[]): Promise<void> {
  const { UploadId } = await s3.send(
    new CreateMultipartUploadCommand({
      ...at,
      ContentType: csvType,
      ContentDisposition: `attachment; filename="${date}.csv"`,
      Metadata: { state },
    }),
  )
  try {
    const Parts: CompletedPart[] = []
    for await (const Body of inParts(readDay(objects))) {
      const PartNumber = Parts.length + 1
      const { ETag } = await s3.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body }))
      Parts.push({ PartNumber, ETag })
    }
    await s3.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }))
  } catch (error) {
    await s3.send(new AbortMultipartUploadCommand({ ...at, UploadId }))
    throw error
  }
}

async function* inParts(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let size = 0
  for await (const text of texts) {
    const bytes = Buffer.from(text, "utf8")
    waiting.push(bytes)
    size += bytes.byteLength
    if (size < partSize) continue
    yield Buffer.concat(waiting)
    waiting = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(waiting)
}
