/** The headers that are stored with an object and given back with it, and ETags. */
import type { IncomingHttpHeaders } from "node:http"

const STORED = [
  "content-type",
  "content-encoding",
  "content-language",
  "content-disposition",
  "cache-control",
  "expires",
  "x-amz-storage-class",
  "x-amz-website-redirect-location",
]

/** From an upload's headers those that belong to the object. `aws-chunked` describes the transfer and is taken out. */
export function headersToStore(headers: IncomingHttpHeaders): Record<string, string> {
  const stored: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && (STORED.includes(name) || name.startsWith("x-amz-meta-")))
      stored[name] = String(value)
  }
  const encodings = (stored["content-encoding"] ?? "").split(",").map(each => each.trim())
  const encoding = encodings.filter(each => each !== "" && each !== "aws-chunked").join(",")
  if (encoding) stored["content-encoding"] = encoding
  else delete stored["content-encoding"]
  stored["content-type"] ??= "binary/octet-stream"
  return stored
}

/** True when a header of ETags (`*`, or a list, quoted or not, weak or not) holds this one. */
export function etagMatches(header: string, etag: string): boolean {
  if (header.trim() === "*") return true
  return header.split(",").some(each => each.trim().replace(/^W\//, "").replaceAll('"', "") === etag)
}

/** A time as HTTP writes it. */
export function httpDate(epochMs: number): string {
  return new Date(epochMs).toUTCString()
}
