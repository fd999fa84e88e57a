/** Request bodies of uploads: unwraps `aws-chunked`, and checks length, MD5 and checksums. */
import { createHash, type Hash } from "node:crypto"
import type { IncomingHttpHeaders, IncomingMessage } from "node:http"
import { crc32 } from "node:zlib"
import { AwsError } from "../protocol/aws-error.ts"

const MAX_LINE_BYTES = 16 * 1024

/** What was found out about a body while it passed; complete when the last piece has been read. */
export type Digest = { md5Hex(): string; checksums(): Record<string, string> }

/**
 * The plain bytes of an upload. Reading to the end throws BadDigest when they are not what the client announced by
 * Content-MD5, `x-amz-checksum-*` headers or trailers (CRC32, SHA1, SHA256; others are kept unchecked).
 */
export function uploadBody(request: IncomingMessage): { pieces: AsyncIterable<Buffer>; digest: Digest } {
  const { headers } = request
  const trailers: Record<string, string> = {}
  const md5 = createHash("md5")
  const checks = checksFor(headers)
  let md5Hex = ""

  async function* pieces(): AsyncGenerator<Buffer> {
    let size = 0
    for await (const piece of isAwsChunked(headers) ? unwrapChunks(request, trailers) : request) {
      size += piece.length
      md5.update(piece)
      for (const check of checks.values()) check.update(piece)
      yield piece
    }
    const md5Bytes = md5.digest()
    md5Hex = md5Bytes.toString("hex")
    const announced = headers["x-amz-decoded-content-length"] ?? headers["content-length"]
    if (announced !== undefined && Number(announced) !== size) {
      throw new AwsError("IncompleteBody", `The request announced ${announced} bytes but carried ${size}.`)
    }
    if (headers["content-md5"] && headers["content-md5"] !== md5Bytes.toString("base64")) {
      throw new AwsError("BadDigest", "The Content-MD5 you specified did not match what we received.")
    }
    for (const [name, check] of checks) verify(name, check, announcedChecksums(headers, trailers)[name])
  }

  return {
    pieces: pieces(),
    digest: { md5Hex: () => md5Hex, checksums: () => announcedChecksums(headers, trailers) },
  }
}

function isAwsChunked(headers: IncomingHttpHeaders): boolean {
  const payload = String(headers["x-amz-content-sha256"] ?? "")
  return payload.startsWith("STREAMING-") || /\baws-chunked\b/.test(headers["content-encoding"] ?? "")
}

/** `<hex length>[;chunk-signature=...]\r\n<bytes>\r\n` ... `0\r\n<trailer: value>\r\n\r\n` */
async function* unwrapChunks(
  source: AsyncIterable<Buffer>,
  trailers: Record<string, string>,
): AsyncGenerator<Buffer> {
  let buffered: Buffer = Buffer.alloc(0)
  let left = 0 // bytes of the chunk that are still to come, its closing CRLF included
  let inTrailers = false
  for await (const piece of source) {
    buffered = buffered.length === 0 ? piece : Buffer.concat([buffered, piece])
    while (buffered.length > 0) {
      if (left > 0) {
        const data = buffered.subarray(0, Math.max(0, Math.min(left - 2, buffered.length)))
        const taken = Math.min(left, buffered.length)
        if (data.length > 0) yield data
        buffered = buffered.subarray(taken)
        left -= taken
        continue
      }
      const end = buffered.indexOf("\r\n")
      if (end < 0) {
        if (buffered.length > MAX_LINE_BYTES) throw malformedChunk()
        break
      }
      const line = buffered.subarray(0, end).toString("latin1")
      buffered = buffered.subarray(end + 2)
      if (inTrailers) {
        const colon = line.indexOf(":")
        if (colon > 0) trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim()
      } else {
        const size = /^([0-9a-f]{1,8})(;|$)/i.exec(line)?.[1]
        if (size === undefined) throw malformedChunk()
        left = Number.parseInt(size, 16) + 2
        if (left === 2) {
          left = 0
          inTrailers = true
        }
      }
    }
  }
  if (!inTrailers) throw new AwsError("IncompleteBody", "The request body ended before its last chunk.")
}

function malformedChunk(): AwsError {
  return new AwsError("InvalidRequest", "The aws-chunked body has a chunk without a length.")
}

type Check = { update(bytes: Buffer): void; result(): string }

/** The checksums that can be computed here, for those that the request carries or announces as a trailer. */
function checksFor(headers: IncomingHttpHeaders): Map<string, Check> {
  const names = `${Object.keys(headers).join(" ")} ${headers["x-amz-trailer"] ?? ""}`.toLowerCase()
  const checks = new Map<string, Check>()
  if (/x-amz-checksum-crc32(?!c)/.test(names)) checks.set("x-amz-checksum-crc32", crc32Check())
  for (const algorithm of ["sha1", "sha256"]) {
    const name = `x-amz-checksum-${algorithm}`
    if (names.includes(name)) checks.set(name, hashCheck(createHash(algorithm)))
  }
  return checks
}

function crc32Check(): Check {
  let value = 0
  return {
    update: bytes => {
      value = crc32(bytes, value)
    },
    result: () => {
      const bytes = Buffer.alloc(4)
      bytes.writeUInt32BE(value)
      return bytes.toString("base64")
    },
  }
}

function hashCheck(hash: Hash): Check {
  return { update: bytes => void hash.update(bytes), result: () => hash.digest("base64") }
}

function announcedChecksums(
  headers: IncomingHttpHeaders,
  trailers: Record<string, string>,
): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [name, value] of Object.entries({ ...headers, ...trailers })) {
    if (/^x-amz-checksum-(?!algorithm|type|mode)/.test(name)) found[name] = String(value)
  }
  return found
}

function verify(name: string, check: Check, announced: string | undefined): void {
  if (announced === undefined || announced === check.result()) return
  const algorithm = name.slice("x-amz-checksum-".length).toUpperCase()
  throw new AwsError("BadDigest", `The ${algorithm} you specified did not match the calculated checksum.`)
}
