/** S3: ListObjectsV2 and ListObjects. */
import { AwsError } from "../protocol/aws-error.ts"
import { requireBucket, type S3Call, type S3Operation, xmlAnswer } from "./call.ts"
import type { S3Store, StoredObject } from "./store.ts"
import { element, type Xml, xmlDocument } from "./xml.ts"

const MOST_KEYS = 1000
// Sorts after everything that begins with the text before it.
const AFTER_ALL = "\u{10ffff}"

type Listed = Pick<StoredObject, "key" | "size" | "etag" | "modified_at">
type Listing = { objects: Listed[]; prefixes: string[]; last: string; isTruncated: boolean }
type Query = { bucket: string; prefix: string; delimiter: string; after: string; limit: number }

/** The second version, with continuation tokens. */
export const listObjectsV2: S3Operation = (store, call) => {
  const { query } = call
  requireBucket(store, call.bucket)
  const token = query.get("continuation-token")
  const after = token === null ? (query.get("start-after") ?? "") : decodeToken(token)
  const listing = list(store, queryOf(call, after))
  return xmlAnswer(
    xmlDocument("ListBucketResult", [
      ...echoed(call),
      element("KeyCount", listing.objects.length + listing.prefixes.length),
      element("ContinuationToken", token ?? undefined),
      element("NextContinuationToken", listing.isTruncated ? encodeToken(listing.last) : undefined),
      element(
        "StartAfter",
        query.has("start-after") ? encoded(call, query.get("start-after") ?? "") : undefined,
      ),
      ...contents(call, listing),
    ]),
  )
}

/** The first version, with markers. */
export const listObjects: S3Operation = (store, call) => {
  const { query } = call
  requireBucket(store, call.bucket)
  const marker = query.get("marker") ?? ""
  const listing = list(store, queryOf(call, marker))
  const nextMarker = listing.isTruncated && query.has("delimiter") ? encoded(call, listing.last) : undefined
  return xmlAnswer(
    xmlDocument("ListBucketResult", [
      ...echoed(call),
      element("Marker", encoded(call, marker)),
      element("NextMarker", nextMarker),
      ...contents(call, listing),
    ]),
  )
}

/** Walks the keys in order; what shares a prefix up to the delimiter is jumped over and counted once. */
function list(store: S3Store, { bucket, prefix, delimiter, after, limit }: Query): Listing {
  const listing: Listing = { objects: [], prefixes: [], last: "", isTruncated: false }
  let cursor = after
  for (let count = 0; ; ) {
    const rows = store.keysAfter.all(
      bucket,
      prefix,
      cursor,
      delimiter ? 100 : limit + 1,
    ) as unknown as Listed[]
    if (rows.length === 0) return listing
    for (const row of rows) {
      if (!row.key.startsWith(prefix)) return listing
      const group = groupOf(row.key, prefix, delimiter)
      // A token may stand in the middle of a group that was given already.
      const isKnown = group !== undefined && after.startsWith(group)
      if (!isKnown && count >= limit) {
        listing.isTruncated = limit > 0
        return listing
      }
      if (!isKnown) count += 1
      listing.last = group ?? row.key
      cursor = row.key
      if (group === undefined) {
        listing.objects.push(row)
        continue
      }
      if (!isKnown) listing.prefixes.push(group)
      cursor = group + AFTER_ALL
      break
    }
  }
}

function groupOf(key: string, prefix: string, delimiter: string): string | undefined {
  const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length)
  return end < 0 ? undefined : key.slice(0, end + delimiter.length)
}

function queryOf({ bucket, query }: S3Call, after: string): Query {
  const asked = Number(query.get("max-keys") ?? MOST_KEYS)
  if (!Number.isInteger(asked) || asked < 0) {
    throw new AwsError("InvalidArgument", "Provided max-keys not an integer or within integer range")
  }
  const limit = Math.min(asked, MOST_KEYS)
  return { bucket, prefix: query.get("prefix") ?? "", delimiter: query.get("delimiter") ?? "", after, limit }
}

function echoed(call: S3Call): Xml[] {
  const { query } = call
  return [
    element("Name", call.bucket),
    element("Prefix", encoded(call, query.get("prefix") ?? "")),
    element("Delimiter", query.has("delimiter") ? encoded(call, query.get("delimiter") ?? "") : undefined),
    element("MaxKeys", Math.min(Number(query.get("max-keys") ?? MOST_KEYS), MOST_KEYS)),
    element("EncodingType", query.get("encoding-type") ?? undefined),
  ]
}

function contents(call: S3Call, { objects, prefixes, isTruncated }: Listing): Xml[] {
  return [
    element("IsTruncated", isTruncated),
    ...objects.map(({ key, size, etag, modified_at }) =>
      element("Contents", [
        element("Key", encoded(call, key)),
        element("LastModified", new Date(modified_at).toISOString()),
        element("ETag", `"${etag}"`),
        element("Size", size),
        element("StorageClass", "STANDARD"),
      ]),
    ),
    ...prefixes.map(prefix => element("CommonPrefixes", [element("Prefix", encoded(call, prefix))])),
  ]
}

/** Keys may hold characters that XML cannot; clients that fear them ask for this. */
function encoded(call: S3Call, text: string): string {
  if (call.query.get("encoding-type") !== "url") return text
  return encodeURIComponent(text).replaceAll("%2F", "/")
}

function encodeToken(key: string): string {
  return Buffer.from(key).toString("base64url")
}

function decodeToken(token: string): string {
  const key = Buffer.from(token, "base64url").toString("utf8")
  if (encodeToken(key) === token) return key
  throw new AwsError("InvalidArgument", "The continuation token provided is incorrect")
}
