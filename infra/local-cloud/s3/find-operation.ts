/** Which S3 operation a request is: told by its method, its path and its query. */
import { AwsError } from "../protocol/aws-error.ts"
import * as buckets from "./buckets.ts"
import type { S3Call, S3Operation } from "./call.ts"
import { listObjects, listObjectsV2 } from "./list-objects.ts"
import * as multipart from "./multipart.ts"
import { getObject, headObject } from "./read-objects.ts"
import { copyObject, deleteObject, deleteObjects, putObject } from "./write-objects.ts"

/** Query names that make another operation of a request; a request with one that is not served is refused. */
const SUB_RESOURCES = [
  "accelerate",
  "acl",
  "analytics",
  "attributes",
  "cors",
  "delete",
  "encryption",
  "intelligent-tiering",
  "inventory",
  "legal-hold",
  "lifecycle",
  "location",
  "logging",
  "metrics",
  "notification",
  "object-lock",
  "ownershipControls",
  "policy",
  "policyStatus",
  "publicAccessBlock",
  "renameObject",
  "replication",
  "requestPayment",
  "restore",
  "retention",
  "select",
  "session",
  "tagging",
  "torrent",
  "uploadId",
  "uploads",
  "versionId",
  "versioning",
  "versions",
  "website",
]

const ON_OBJECTS: Record<string, S3Operation> = {
  PUT: putObject,
  "PUT copy": copyObject,
  GET: getObject,
  HEAD: headObject,
  DELETE: deleteObject,
  "POST uploads": multipart.createMultipartUpload,
  "PUT uploadId": multipart.uploadPart,
  "PUT uploadId copy": multipart.uploadPartCopy,
  "GET uploadId": multipart.listParts,
  "POST uploadId": multipart.completeMultipartUpload,
  "DELETE uploadId": multipart.abortMultipartUpload,
}

const ON_BUCKETS: Record<string, S3Operation> = {
  PUT: buckets.createBucket,
  HEAD: buckets.headBucket,
  DELETE: buckets.deleteBucket,
  GET: (store, call) => (call.query.get("list-type") === "2" ? listObjectsV2 : listObjects)(store, call),
  "GET location": buckets.getBucketLocation,
  "GET uploads": multipart.listMultipartUploads,
  "POST delete": deleteObjects,
  ...Object.fromEntries(
    Object.entries(buckets.BUCKET_SETTINGS).flatMap(([kind, absent]) => [
      [`PUT ${kind}`, buckets.putSetting(kind)],
      [`GET ${kind}`, buckets.getSetting(kind, absent)],
      [`DELETE ${kind}`, buckets.deleteSetting(kind)],
    ]),
  ),
}

/** The operation of a request; NotImplemented, with the names of those that are served, for any other. */
export function findOperation(call: S3Call): S3Operation {
  if (call.bucket === "" && call.method === "GET") return buckets.listBuckets
  const table = call.key === "" ? ON_BUCKETS : ON_OBJECTS
  const subResource = SUB_RESOURCES.find(each => call.query.has(each))
  const isCopy = call.method === "PUT" && call.request.headers["x-amz-copy-source"] !== undefined
  const kind = [subResource, isCopy ? "copy" : undefined].filter(Boolean).join(" ")
  const operation = table[kind ? `${call.method} ${kind}` : call.method]
  if (operation) return operation
  throw new AwsError(
    "NotImplemented",
    `S3 here does not serve ${call.method} ${kind} on ${call.key === "" ? "a bucket" : "an object"}. It serves: ${Object.keys(table).join(", ")}.`,
  )
}
