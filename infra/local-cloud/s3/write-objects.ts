/** S3: putting, copying and deleting objects. */
import { AwsError } from "../protocol/aws-error.ts"
import { inTransaction } from "../protocol/database.ts"
import { readBody } from "../protocol/http.ts"
import { blobsOf, copyBlob, deleteBlob, receiveBody } from "./blobs.ts"
import { requireBucket, type S3Call, type S3Operation, xmlAnswer } from "./call.ts"
import { etagMatches, headersToStore } from "./object-headers.ts"
import { requireObject } from "./read-objects.ts"
import { uploadBody } from "./request-body.ts"
import type { S3Store, StoredObject } from "./store.ts"
import { element, elementsNamed, textOf, xmlDocument } from "./xml.ts"

const MAX_KEY_BYTES = 1024

/** Stores one object. Its conditions are checked in the transaction that stores it, so that of two only one wins. */
export const putObject: S3Operation = async (store, call) => {
  requireBucket(store, call.bucket)
  checkKey(call.key)
  const { pieces, digest } = uploadBody(call.request)
  const body = await receiveBody(store, pieces)
  const checksums = digest.checksums()
  const etag = digest.md5Hex()
  try {
    inTransaction(store.database, () => {
      checkWriteConditions(store, call)
      const headers = { ...headersToStore(call.request.headers), ...checksums }
      replaceObject(store, call, { size: body.size, etag, headers, blobs: [[body.keep(), body.size]] })
    })
  } catch (error) {
    body.drop()
    throw error
  }
  return { status: 200, headers: { etag: `"${etag}"`, ...checksums } }
}

/** Copies an object, with its headers or with new ones. */
export const copyObject: S3Operation = (store, call) => {
  requireBucket(store, call.bucket)
  checkKey(call.key)
  const { headers } = call.request
  const source = requireObject(store, ...copySource(String(headers["x-amz-copy-source"])))
  checkCopyConditions(call, source)
  const isReplaced = headers["x-amz-metadata-directive"] === "REPLACE"
  const modifiedAt = Date.now()
  inTransaction(store.database, () => {
    checkWriteConditions(store, call)
    const blobs = blobsOf(source).map(([id, size]): [number, number] => [copyBlob(store, id), size])
    const { size, etag } = source
    const kept = isReplaced ? headersToStore(headers) : JSON.parse(source.headers)
    replaceObject(store, call, { size, etag, headers: kept, blobs })
  })
  const modified = new Date(modifiedAt).toISOString()
  return xmlAnswer(
    xmlDocument("CopyObjectResult", [element("LastModified", modified), element("ETag", `"${source.etag}"`)]),
  )
}

/** Deletes one object; deleting what is not there is a success, as on AWS. */
export const deleteObject: S3Operation = (store, call) => {
  requireBucket(store, call.bucket)
  inTransaction(store.database, () => {
    const ifMatch = call.request.headers["if-match"]
    if (ifMatch && !etagMatches(ifMatch, requireObject(store, call.bucket, call.key).etag))
      throw preconditionFailed()
    removeObject(store, call.bucket, call.key)
  })
  return { status: 204, headers: {} }
}

/** Deletes up to 1,000 objects by one request. */
export const deleteObjects: S3Operation = async (store, call) => {
  requireBucket(store, call.bucket)
  const xml = (await readBody(call.request)).toString("utf8")
  const keys = elementsNamed("Object", xml).map(each => textOf("Key", each) ?? "")
  if (keys.length === 0 || keys.length > 1000) {
    throw new AwsError(
      "MalformedXML",
      "The XML you provided was not well-formed or did not validate against our published schema",
    )
  }
  inTransaction(store.database, () => {
    for (const key of keys) removeObject(store, call.bucket, key)
  })
  const isQuiet = textOf("Quiet", xml) === "true"
  return xmlAnswer(
    xmlDocument("DeleteResult", isQuiet ? [] : keys.map(key => element("Deleted", [element("Key", key)]))),
  )
}

/** If-None-Match: * and If-Match of a write, against what is stored at this moment. */
export function checkWriteConditions(store: S3Store, call: S3Call): void {
  const { "if-match": ifMatch, "if-none-match": ifNoneMatch } = call.request.headers
  if (!ifMatch && !ifNoneMatch) return
  const existing = store.object.get(call.bucket, call.key) as StoredObject | undefined
  if (ifNoneMatch && existing && etagMatches(ifNoneMatch, existing.etag)) throw preconditionFailed()
  if (ifMatch && !existing)
    throw new AwsError("NoSuchKey", "The specified key does not exist.", 404, { Key: call.key })
  if (ifMatch && existing && !etagMatches(ifMatch, existing.etag)) throw preconditionFailed()
}

/** Puts an object in the place of the one before, whose body goes; to be called in a transaction. */
export function replaceObject(
  store: S3Store,
  { bucket, key }: { bucket: string; key: string },
  object: {
    size: number
    etag: string
    headers: Record<string, string>
    blobs: [id: number, size: number][]
  },
): void {
  removeObject(store, bucket, key)
  const { size, etag, headers, blobs } = object
  store.saveObject.run(bucket, key, size, etag, Date.now(), JSON.stringify(headers), JSON.stringify(blobs))
}

/** Throws KeyTooLongError for a key that S3 would not take. */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new AwsError("KeyTooLongError", "Your key is too long")
}

function removeObject(store: S3Store, bucket: string, key: string): void {
  const existing = store.object.get(bucket, key) as StoredObject | undefined
  if (!existing) return
  for (const [blob] of blobsOf(existing)) deleteBlob(store, blob)
  store.deleteObject.run(bucket, key)
}

/** Bucket and key that a copy is made from. */
export function copySource(header: string): [bucket: string, key: string] {
  const path = decodeURIComponent(header.replace(/\?versionId=.*$/, "")).replace(/^\//, "")
  const slash = path.indexOf("/")
  if (slash < 1)
    throw new AwsError(
      "InvalidArgument",
      "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
    )
  return [path.slice(0, slash), path.slice(slash + 1)]
}

function checkCopyConditions(call: S3Call, source: StoredObject): void {
  const { headers } = call.request
  const ifMatch = headers["x-amz-copy-source-if-match"]
  const ifNoneMatch = headers["x-amz-copy-source-if-none-match"]
  if (ifMatch && !etagMatches(String(ifMatch), source.etag)) throw preconditionFailed()
  if (ifNoneMatch && etagMatches(String(ifNoneMatch), source.etag)) throw preconditionFailed()
}

function preconditionFailed(): AwsError {
  return new AwsError(
    "PreconditionFailed",
    "At least one of the pre-conditions you specified did not hold",
    412,
  )
}
