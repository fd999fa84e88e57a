/** One S3 request, taken apart, and what an operation answers. */
import type { IncomingMessage } from "node:http"
import { AwsError } from "../protocol/aws-error.ts"
import { credentialScope } from "../protocol/caller.ts"
import type { Bucket, S3Store } from "./store.ts"

export type S3Call = {
  request: IncomingMessage
  method: string
  bucket: string
  key: string
  query: URLSearchParams
  region: string
}

export type S3Answer = { status: number; headers: Record<string, string>; body?: string | Iterable<Buffer> }

export type S3Operation = (store: S3Store, call: S3Call) => S3Answer | Promise<S3Answer>

// bucket.localhost, bucket.s3.localhost, bucket.s3.<region>.localhost.localstack.cloud
const VIRTUAL_HOST = /^(.+?)(?:\.s3(?:[.-][\w-]+)?)?\.localhost(?:\.localstack\.cloud)?(?::\d+)?$/

/** Reads bucket and key from the path, or the bucket from the host's name. */
export function parseCall(request: IncomingMessage): S3Call {
  const url = request.url ?? "/"
  const [path = "/", search = ""] = splitOnce(url, "?")
  const host = String(request.headers[":authority"] ?? request.headers.host ?? "")
  const hosted = VIRTUAL_HOST.exec(host)?.[1]
  const rest = path.slice(1)
  const [bucket, key] = hosted && hosted !== "s3" ? [hosted, rest] : splitOnce(rest, "/")
  return {
    request,
    method: request.method ?? "GET",
    bucket: decode(bucket),
    key: decode(key),
    query: new URLSearchParams(search),
    region: credentialScope(request).region,
  }
}

/** The bucket's row; NoSuchBucket when there is none. */
export function requireBucket(store: S3Store, name: string): Bucket {
  const bucket = store.bucket.get(name) as Bucket | undefined
  if (bucket) return bucket
  throw new AwsError("NoSuchBucket", "The specified bucket does not exist", 404, { BucketName: name })
}

/** An answer that is an XML document. */
export function xmlAnswer(body: string, headers: Record<string, string> = {}): S3Answer {
  return { status: 200, headers: { "content-type": "application/xml", ...headers }, body }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new AwsError("InvalidURI", "Couldn't parse the specified URI.")
  }
}
