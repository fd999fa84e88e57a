/** S3: GetObject and HeadObject, with ranges and conditions. */
import type { IncomingHttpHeaders } from "node:http"
import { AwsError } from "../protocol/aws-error.ts"
import { readObject } from "./blobs.ts"
import { requireBucket, type S3Answer, type S3Call, type S3Operation } from "./call.ts"
import { etagMatches, httpDate } from "./object-headers.ts"
import type { S3Store, StoredObject } from "./store.ts"

const OVERRIDES = ["type", "language", "encoding", "disposition"].map(each => `content-${each}`)

/** Answers an object or a range of it, a chunk at a time. */
export const getObject: S3Operation = (store, call) => {
  const object = requireObject(store, call.bucket, call.key)
  const unmet = unmetCondition(call.request.headers, object)
  if (unmet) return unmet
  const range = requestedRange(call.request.headers.range, object.size)
  const headers = responseHeaders(call, object, range !== undefined)
  if (!range) {
    const whole = { ...headers, "content-length": String(object.size) }
    return { status: 200, headers: whole, body: readObject(store, object, 0, object.size - 1) }
  }
  const [first, last] = range
  return {
    status: 206,
    headers: {
      ...headers,
      "content-range": `bytes ${first}-${last}/${object.size}`,
      "content-length": String(last - first + 1),
    },
    body: readObject(store, object, first, last),
  }
}

/** What GetObject would answer, without the body. */
export const headObject: S3Operation = (store, call) => {
  const answer = getObject(store, call) as S3Answer
  return { status: answer.status, headers: answer.headers }
}

/** The object's row; NoSuchBucket or NoSuchKey when it is not there. */
export function requireObject(store: S3Store, bucket: string, key: string): StoredObject {
  const object = store.object.get(bucket, key) as StoredObject | undefined
  if (object) return object
  requireBucket(store, bucket)
  throw new AwsError("NoSuchKey", "The specified key does not exist.", 404, { Key: key })
}

function responseHeaders(call: S3Call, object: StoredObject, isRange: boolean): Record<string, string> {
  const stored: Record<string, string> = JSON.parse(object.headers)
  const headers: Record<string, string> = {
    "last-modified": httpDate(object.modified_at),
    etag: `"${object.etag}"`,
    "accept-ranges": "bytes",
  }
  // The checksum is of the whole body, and given only to those who ask, as the SDK does in order to check it.
  const withChecksum = call.request.headers["x-amz-checksum-mode"] === "ENABLED" && !isRange
  for (const [name, value] of Object.entries(stored)) {
    if (withChecksum || !name.startsWith("x-amz-checksum-")) headers[name] = value
  }
  for (const name of OVERRIDES) {
    const override = call.query.get(`response-${name}`)
    if (override) headers[name] = override
  }
  return headers
}

/** RFC 9110, 13.2.2: If-Match outranks If-Unmodified-Since, If-None-Match outranks If-Modified-Since. */
function unmetCondition(headers: IncomingHttpHeaders, object: StoredObject): S3Answer | undefined {
  const modified = Math.floor(object.modified_at / 1000) * 1000
  const isUnchangedSince = (date: string) => modified <= Date.parse(date)
  const { "if-match": ifMatch, "if-none-match": ifNoneMatch } = headers
  const { "if-modified-since": ifModified, "if-unmodified-since": ifUnmodified } = headers

  const isMatch = ifMatch
    ? etagMatches(ifMatch, object.etag)
    : !ifUnmodified || isUnchangedSince(ifUnmodified)
  if (!isMatch) {
    throw new AwsError(
      "PreconditionFailed",
      "At least one of the pre-conditions you specified did not hold",
      412,
    )
  }
  const isNews = ifNoneMatch
    ? !etagMatches(ifNoneMatch, object.etag)
    : !ifModified || !isUnchangedSince(ifModified)
  if (isNews) return undefined
  return { status: 304, headers: { etag: `"${object.etag}"`, "last-modified": httpDate(object.modified_at) } }
}

/** First and last byte; undefined when there is no range or one that is to be ignored; InvalidRange when there is nothing in it. */
export function requestedRange(
  header: string | undefined,
  size: number,
): [first: number, last: number] | undefined {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? []
  if (from === "" && to === "") return undefined
  const first = from === "" ? Math.max(size - Number(to), 0) : Number(from)
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1)
  if (from !== "" && to !== "" && Number(to) < Number(from)) return undefined
  if (first > last) {
    throw new AwsError("InvalidRange", "The requested range is not satisfiable", 416, {
      RangeRequested: header,
      ActualObjectSize: size,
    })
  }
  return [first, last]
}
