/** S3: buckets and their settings. Settings are stored and given back; of what they ask for nothing is carried out. */
import { AwsError } from "../protocol/aws-error.ts"
import { ACCOUNT_ID } from "../protocol/caller.ts"
import { inTransaction } from "../protocol/database.ts"
import { readBody } from "../protocol/http.ts"
import { requireBucket, type S3Operation, xmlAnswer } from "./call.ts"
import type { Bucket } from "./store.ts"
import { element, textOf, xmlDocument } from "./xml.ts"

const US_EAST_1 = "us-east-1"

/** Creates a bucket. In us-east-1 doing so twice is a success, elsewhere a conflict, as on AWS. */
export const createBucket: S3Operation = async (store, call) => {
  const { bucket: name } = call
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
    throw new AwsError("InvalidBucketName", "The specified bucket is not valid.", 400, { BucketName: name })
  }
  const xml = (await readBody(call.request)).toString("utf8")
  const region = textOf("LocationConstraint", xml) ?? call.region
  const existing = store.bucket.get(name) as Bucket | undefined
  if (existing && region !== US_EAST_1) {
    const text = "Your previous request to create the named bucket succeeded and you already own it."
    throw new AwsError("BucketAlreadyOwnedByYou", text, 409, { BucketName: name })
  }
  if (!existing) store.database.prepare("INSERT INTO buckets VALUES (?, ?, ?)").run(name, region, Date.now())
  return { status: 200, headers: { location: `/${name}` } }
}

/** Tells whether a bucket is there, and its region. */
export const headBucket: S3Operation = (store, call) => {
  const { region } = requireBucket(store, call.bucket)
  return { status: 200, headers: { "x-amz-bucket-region": region, "content-type": "application/xml" } }
}

/** All buckets. */
export const listBuckets: S3Operation = store => {
  const buckets = store.database.prepare("SELECT * FROM buckets ORDER BY name").all() as unknown as Bucket[]
  return xmlAnswer(
    xmlDocument("ListAllMyBucketsResult", [
      element("Owner", [element("ID", ACCOUNT_ID)]),
      element(
        "Buckets",
        buckets.map(({ name, region, created_at }) =>
          element("Bucket", [
            element("Name", name),
            element("CreationDate", new Date(created_at).toISOString()),
            element("BucketRegion", region),
          ]),
        ),
      ),
    ]),
  )
}

/** Deletes an empty bucket with its settings. */
export const deleteBucket: S3Operation = (store, call) => {
  const { name } = requireBucket(store, call.bucket)
  inTransaction(store.database, () => {
    if (store.keysAfter.get(name, "", "", 1)) {
      throw new AwsError("BucketNotEmpty", "The bucket you tried to delete is not empty", 409, {
        BucketName: name,
      })
    }
    store.database.prepare("DELETE FROM settings WHERE bucket = ?").run(name)
    store.database.prepare("DELETE FROM buckets WHERE name = ?").run(name)
  })
  return { status: 204, headers: {} }
}

/** A bucket's region; nothing stands for us-east-1. */
export const getBucketLocation: S3Operation = (store, call) => {
  const { region } = requireBucket(store, call.bucket)
  const location = region === US_EAST_1 ? "" : region
  return xmlAnswer(
    `<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${location}</LocationConstraint>`,
  )
}

type Absent = { code: string; message: string } | { body: string }

const ALWAYS_ENCRYPTED =
  '<ServerSideEncryptionConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>'

/** The settings that are kept, by the name in the query, and what AWS answers while one was never made. */
export const BUCKET_SETTINGS: Record<string, Absent> = {
  encryption: { body: ALWAYS_ENCRYPTED },
  versioning: { body: xmlDocument("VersioningConfiguration", []) },
  notification: { body: xmlDocument("NotificationConfiguration", []) },
  publicAccessBlock: {
    code: "NoSuchPublicAccessBlockConfiguration",
    message: "The public access block configuration was not found",
  },
  lifecycle: { code: "NoSuchLifecycleConfiguration", message: "The lifecycle configuration does not exist" },
  tagging: { code: "NoSuchTagSet", message: "The TagSet does not exist" },
  policy: { code: "NoSuchBucketPolicy", message: "The bucket policy does not exist" },
  cors: { code: "NoSuchCORSConfiguration", message: "The CORS configuration does not exist" },
  ownershipControls: {
    code: "OwnershipControlsNotFoundError",
    message: "The bucket ownership controls were not found",
  },
}

/** Stores one setting as it came. */
export function putSetting(kind: string): S3Operation {
  return async (store, call) => {
    const { name } = requireBucket(store, call.bucket)
    const body = (await readBody(call.request)).toString("utf8")
    if (body.trim() === "") throw new AwsError("MissingRequestBodyError", "Request Body is empty")
    store.database.prepare("INSERT OR REPLACE INTO settings VALUES (?, ?, ?)").run(name, kind, body)
    return { status: kind === "tagging" || kind === "policy" ? 204 : 200, headers: {} }
  }
}

/** Gives one setting back. */
export function getSetting(kind: string, absent: Absent): S3Operation {
  return (store, call) => {
    const { name } = requireBucket(store, call.bucket)
    const stored = store.database
      .prepare("SELECT body FROM settings WHERE bucket = ? AND kind = ?")
      .get(name, kind) as { body: string } | undefined
    if (!stored && "code" in absent)
      throw new AwsError(absent.code, absent.message, 404, { BucketName: name })
    const body = stored?.body ?? ("body" in absent ? absent.body : "")
    return xmlAnswer(body, { "content-type": kind === "policy" ? "application/json" : "application/xml" })
  }
}

/** Forgets one setting. */
export function deleteSetting(kind: string): S3Operation {
  return (store, call) => {
    const { name } = requireBucket(store, call.bucket)
    store.database.prepare("DELETE FROM settings WHERE bucket = ? AND kind = ?").run(name, kind)
    return { status: 204, headers: {} }
  }
}
