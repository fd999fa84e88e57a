/** S3: uploads in parts, which the AWS CLI makes of everything above 8 MB. */
import { createHash, randomBytes } from "node:crypto"
import { Readable } from "node:stream"
import { AwsError } from "../protocol/aws-error.ts"
import { inTransaction } from "../protocol/database.ts"
import { readBody } from "../protocol/http.ts"
import { deleteBlob, type ReceivedBody, readObject, receiveBody } from "./blobs.ts"
import { requireBucket, type S3Call, type S3Operation, xmlAnswer } from "./call.ts"
import { headersToStore } from "./object-headers.ts"
import { requestedRange, requireObject } from "./read-objects.ts"
import { uploadBody } from "./request-body.ts"
import type { Part, S3Store, Upload } from "./store.ts"
import { checkKey, checkWriteConditions, copySource, replaceObject } from "./write-objects.ts"
import { element, elementsNamed, textOf, xmlDocument } from "./xml.ts"

const MAX_PART_NUMBER = 10_000
const MIN_PART_BYTES = 5 * 1024 * 1024

/** Begins an upload; the headers of this request are those of the object. */
export const createMultipartUpload: S3Operation = (store, call) => {
  requireBucket(store, call.bucket)
  checkKey(call.key)
  const id = randomBytes(24).toString("hex")
  const headers = JSON.stringify(headersToStore(call.request.headers))
  store.database
    .prepare("INSERT INTO uploads VALUES (?, ?, ?, ?, ?)")
    .run(id, call.bucket, call.key, Date.now(), headers)
  return xmlAnswer(
    xmlDocument("InitiateMultipartUploadResult", [
      element("Bucket", call.bucket),
      element("Key", call.key),
      element("UploadId", id),
    ]),
  )
}

/** Stores one part; a part that is sent again takes the place of the one before. */
export const uploadPart: S3Operation = async (store, call) => {
  requireUpload(store, call)
  const { pieces, digest } = uploadBody(call.request)
  const body = await receiveBody(store, pieces)
  const etag = digest.md5Hex()
  savePart(store, call, body, etag)
  return { status: 200, headers: { etag: `"${etag}"`, ...digest.checksums() } }
}

/** Stores as one part what another object has, or a range of it. */
export const uploadPartCopy: S3Operation = async (store, call) => {
  requireUpload(store, call)
  const { headers } = call.request
  const source = requireObject(store, ...copySource(String(headers["x-amz-copy-source"])))
  const range = String(headers["x-amz-copy-source-range"] ?? `bytes=0-${source.size - 1}`)
  const [first, last] = requestedRange(range, source.size) ?? [0, source.size - 1]
  const md5 = createHash("md5")
  const pieces = Readable.from(readObject(store, source, first, last)).map((piece: Buffer) => {
    md5.update(piece)
    return piece
  })
  const body = await receiveBody(store, pieces)
  const etag = md5.digest("hex")
  savePart(store, call, body, etag)
  const modified = new Date().toISOString()
  return xmlAnswer(
    xmlDocument("CopyPartResult", [element("LastModified", modified), element("ETag", `"${etag}"`)]),
  )
}

/** Makes one object of the named parts, without copying them. */
export const completeMultipartUpload: S3Operation = async (store, call) => {
  const xml = (await readBody(call.request)).toString("utf8")
  const upload = requireUpload(store, call)
  const chosen = chooseParts(partsOf(store, upload), xml)
  const md5s = Buffer.concat(chosen.map(part => Buffer.from(part.etag, "hex")))
  const etag = `${createHash("md5").update(md5s).digest("hex")}-${chosen.length}`
  inTransaction(store.database, () => {
    checkWriteConditions(store, call)
    replaceObject(store, upload, {
      size: chosen.reduce((sum, part) => sum + part.size, 0),
      etag,
      headers: JSON.parse(upload.headers),
      blobs: chosen.map(part => [part.blob, part.size]),
    })
    endUpload(store, upload, chosen)
  })
  return xmlAnswer(
    xmlDocument("CompleteMultipartUploadResult", [
      element("Location", `/${call.bucket}/${call.key}`),
      element("Bucket", call.bucket),
      element("Key", call.key),
      element("ETag", `"${etag}"`),
    ]),
  )
}

/** Ends an upload and forgets its parts. */
export const abortMultipartUpload: S3Operation = (store, call) => {
  const upload = requireUpload(store, call)
  inTransaction(store.database, () => endUpload(store, upload, []))
  return { status: 204, headers: {} }
}

/** The parts of an upload that have arrived. */
export const listParts: S3Operation = (store, call) => {
  const upload = requireUpload(store, call)
  const parts = partsOf(store, upload).map(part =>
    element("Part", [
      element("PartNumber", part.number),
      element("LastModified", new Date(part.modified_at).toISOString()),
      element("ETag", `"${part.etag}"`),
      element("Size", part.size),
    ]),
  )
  return xmlAnswer(
    xmlDocument("ListPartsResult", [
      element("Bucket", call.bucket),
      element("Key", call.key),
      element("UploadId", upload.id),
      element("IsTruncated", false),
      ...parts,
    ]),
  )
}

/** The uploads of a bucket that are under way. */
export const listMultipartUploads: S3Operation = (store, call) => {
  requireBucket(store, call.bucket)
  const uploads = store.database
    .prepare("SELECT * FROM uploads WHERE bucket = ? ORDER BY key, started_at")
    .all(call.bucket) as unknown as Upload[]
  const wanted = uploads.filter(upload => upload.key.startsWith(call.query.get("prefix") ?? ""))
  return xmlAnswer(
    xmlDocument("ListMultipartUploadsResult", [
      element("Bucket", call.bucket),
      element("IsTruncated", false),
      ...wanted.map(upload =>
        element("Upload", [
          element("Key", upload.key),
          element("UploadId", upload.id),
          element("Initiated", new Date(upload.started_at).toISOString()),
        ]),
      ),
    ]),
  )
}

function savePart(store: S3Store, call: S3Call, body: ReceivedBody, etag: string): void {
  const number = Number(call.query.get("partNumber"))
  try {
    if (!Number.isInteger(number) || number < 1 || number > MAX_PART_NUMBER) {
      const text = `Part number must be an integer between 1 and ${MAX_PART_NUMBER}, inclusive`
      throw new AwsError("InvalidArgument", text)
    }
    inTransaction(store.database, () => {
      // It may have been ended while the body was on its way.
      const upload = requireUpload(store, call)
      const previous = partsOf(store, upload).find(part => part.number === number)
      if (previous) deleteBlob(store, previous.blob)
      store.savePart.run(upload.id, number, body.size, etag, Date.now(), body.keep())
    })
  } catch (error) {
    body.drop()
    throw error
  }
}

function requireUpload(store: S3Store, { bucket, key, query }: S3Call): Upload {
  const upload = store.upload.get(query.get("uploadId") ?? "") as Upload | undefined
  if (upload && upload.bucket === bucket && upload.key === key) return upload
  throw new AwsError(
    "NoSuchUpload",
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
    404,
  )
}

function partsOf(store: S3Store, upload: Upload): Part[] {
  return store.parts.all(upload.id) as unknown as Part[]
}

function chooseParts(parts: Part[], xml: string): Part[] {
  const wanted = elementsNamed("Part", xml).map(each => ({
    number: Number(textOf("PartNumber", each)),
    etag: textOf("ETag", each)?.replaceAll('"', ""),
  }))
  if (wanted.length === 0)
    throw new AwsError(
      "MalformedXML",
      "The XML you provided was not well-formed or did not validate against our published schema",
    )
  return wanted.map(({ number, etag }, index) => {
    if (index > 0 && number <= (wanted[index - 1]?.number ?? 0)) {
      throw new AwsError("InvalidPartOrder", "The list of parts was not in ascending order.")
    }
    const part = parts.find(each => each.number === number && each.etag === etag)
    if (!part)
      throw new AwsError("InvalidPart", "One or more of the specified parts could not be found.", 400, {
        PartNumber: number,
      })
    if (index < wanted.length - 1 && part.size < MIN_PART_BYTES) {
      throw new AwsError(
        "EntityTooSmall",
        "Your proposed upload is smaller than the minimum allowed size",
        400,
        { PartNumber: number },
      )
    }
    return part
  })
}

function endUpload(store: S3Store, upload: Upload, used: Part[]): void {
  for (const part of partsOf(store, upload)) {
    if (!used.some(each => each.number === part.number)) deleteBlob(store, part.blob)
  }
  store.database.prepare("DELETE FROM parts WHERE upload = ?").run(upload.id)
  store.database.prepare("DELETE FROM uploads WHERE id = ?").run(upload.id)
}
