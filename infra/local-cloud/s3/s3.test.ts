import { createHash, randomBytes } from "node:crypto"
import { Readable } from "node:stream"
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3"
import { describe, expect, it } from "vitest"
import { acrossKill, clientConfig, useLocalCloud } from "../testing/cloud-under-test.ts"

const url = useLocalCloud()

describe("S3 objects", () => {
  it("gives back the bytes and the headers that were put", async () => {
    const { client, Bucket } = await newBucket()
    const Key = "dir/ä +%25?#&.csv"
    const stored = {
      ContentType: "text/csv",
      CacheControl: "no-store",
      ContentEncoding: "gzip",
      Metadata: { a: "b" },
    }

    const put = await client.send(new PutObjectCommand({ Bucket, Key, Body: "one\r\ntwo", ...stored }))
    const got = await client.send(new GetObjectCommand({ Bucket, Key }))
    const head = await client.send(new HeadObjectCommand({ Bucket, Key }))

    expect(await got.Body?.transformToString()).toBe("one\r\ntwo")
    expect(got).toMatchObject({ ...stored, ContentLength: 8, ETag: put.ETag })
    expect(put.ETag).toBe(`"${createHash("md5").update("one\r\ntwo").digest("hex")}"`)
    expect(head).toMatchObject({ ...stored, ContentLength: 8 })
    expect(head.LastModified).toBeInstanceOf(Date)
  })

  it("takes a stream of unknown content, as chunks with a checksum behind them", async () => {
    const { client, Bucket } = await newBucket()
    const bytes = randomBytes(3_500_000)
    const Body = Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)])

    const put = {
      Bucket,
      Key: "stream",
      Body,
      ContentLength: bytes.length,
      ChecksumAlgorithm: "CRC32" as const,
    }
    await client.send(new PutObjectCommand(put))
    const got = await client.send(new GetObjectCommand({ Bucket, Key: "stream", ChecksumMode: "ENABLED" }))

    expect(got.ChecksumCRC32).toBeDefined()
    expect(got.ContentEncoding).toBeUndefined()
    expect(bytes.equals((await got.Body?.transformToByteArray()) ?? new Uint8Array())).toBe(true)
  })

  it("refuses a body that is not what its checksum says", async () => {
    const { client, Bucket } = await newBucket()

    const put = client.send(
      new PutObjectCommand({ Bucket, Key: "k", Body: "body", ChecksumCRC32: "AAAAAA==" }),
    )

    await expect(put).rejects.toMatchObject({ name: "BadDigest" })
    await expect(client.send(new HeadObjectCommand({ Bucket, Key: "k" }))).rejects.toMatchObject({
      name: "NotFound",
    })
  })

  it("lets only one of many writers create an object", async () => {
    const { client, Bucket } = await newBucket()
    const create = (Body: string) =>
      client.send(new PutObjectCommand({ Bucket, Key: "once", Body, IfNoneMatch: "*" }))

    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => create(`${index}`)))

    const refused = results.filter(result => result.status === "rejected")
    expect(refused).toHaveLength(19)
    expect(new Set(refused.map(result => result.reason.name))).toEqual(new Set(["PreconditionFailed"]))
  })

  it("overwrites only what the writer has seen", async () => {
    const { client, Bucket } = await newBucket()
    const put = (Body: string, IfMatch?: string) =>
      client.send(new PutObjectCommand({ Bucket, Key: "seen", Body, IfMatch }))
    const { ETag } = await put("one")

    const second = await put("two", ETag)
    const stale = put("three", ETag)

    await expect(stale).rejects.toMatchObject({ name: "PreconditionFailed" })
    const got = await client.send(new GetObjectCommand({ Bucket, Key: "seen", IfMatch: second.ETag }))
    expect(await got.Body?.transformToString()).toBe("two")
  })

  it.each([
    ["bytes=0-3", "0123", "bytes 0-3/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-2", "89", "bytes 8-9/10"],
    ["bytes=5-99", "56789", "bytes 5-9/10"],
  ])("answers the range %s", async (Range, text, ContentRange) => {
    const { client, Bucket } = await newBucket()
    await client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "0123456789" }))

    const got = await client.send(new GetObjectCommand({ Bucket, Key: "k", Range }))

    expect(await got.Body?.transformToString()).toBe(text)
    expect(got.ContentRange).toBe(ContentRange)
  })

  it("answers ranges and conditions that cannot be met as HTTP says", async () => {
    const { client, Bucket } = await newBucket()
    const { ETag } = await client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "0123456789" }))
    const status = (input: object) =>
      client.send(new GetObjectCommand({ Bucket, Key: "k", ...input })).then(
        answer => answer.$metadata.httpStatusCode,
        error => error.$metadata.httpStatusCode,
      )

    const answers = await Promise.all([
      status({ Range: "bytes=10-12" }),
      status({ IfNoneMatch: ETag }),
      status({ IfMatch: '"other"' }),
      status({ IfModifiedSince: new Date(Date.now() + 5000) }),
      status({ IfUnmodifiedSince: new Date(0) }),
    ])

    expect(answers).toEqual([416, 304, 412, 304, 412])
  })

  it("copies an object with its headers, or with others", async () => {
    const { client, Bucket } = await newBucket()
    const body = randomBytes(2_500_000)
    const source = { Bucket, Key: "from here/a+b", Body: body, ContentType: "text/csv", Metadata: { a: "b" } }
    await client.send(new PutObjectCommand(source))
    const CopySource = `${Bucket}/${encodeURIComponent(source.Key)}`

    await client.send(new CopyObjectCommand({ Bucket, Key: "same", CopySource }))
    const replace = { MetadataDirective: "REPLACE" as const, ContentType: "text/plain" }
    await client.send(new CopyObjectCommand({ Bucket, Key: "other", CopySource, ...replace }))
    await client.send(new DeleteObjectCommand({ Bucket, Key: source.Key }))
    const same = await client.send(new GetObjectCommand({ Bucket, Key: "same" }))
    const other = await client.send(new HeadObjectCommand({ Bucket, Key: "other" }))

    expect(same).toMatchObject({ ContentType: "text/csv", Metadata: { a: "b" } })
    expect(body.equals((await same.Body?.transformToByteArray()) ?? new Uint8Array())).toBe(true)
    expect(other).toMatchObject({ ContentType: "text/plain", Metadata: {} })
  })

  it("deletes many at once, missing ones too", async () => {
    const { client, Bucket } = await newBucket()
    for (const Key of ["a&b", "c"]) await client.send(new PutObjectCommand({ Bucket, Key, Body: "x" }))
    const Objects = ["a&b", "missing"].map(Key => ({ Key }))

    const deleted = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }))
    const left = await client.send(new ListObjectsV2Command({ Bucket }))

    expect(deleted.Deleted).toEqual(Objects)
    expect(left.Contents?.map(each => each.Key)).toEqual(["c"])
  })

  it("puts parts together in their order, and reads across their edges", async () => {
    const { client, Bucket } = await newBucket()
    const Key = "parts"
    const bodies = [randomBytes(5 * 1024 * 1024), randomBytes(5 * 1024 * 1024 + 17), randomBytes(100)]
    const { UploadId } = await client.send(
      new CreateMultipartUploadCommand({ Bucket, Key, ContentType: "text/csv" }),
    )

    const Parts = []
    for (const [index, Body] of bodies.entries()) {
      const PartNumber = index + 1
      const { ETag } = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }))
      Parts.push({ ETag, PartNumber })
    }
    const done = await client.send(
      new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
    )
    const whole = Buffer.concat(bodies)
    const got = await client.send(new GetObjectCommand({ Bucket, Key }))
    const from = 5 * 1024 * 1024 - 10
    const edge = await client.send(new GetObjectCommand({ Bucket, Key, Range: `bytes=${from}-${from + 19}` }))

    expect(done.ETag).toMatch(/^"[0-9a-f]{32}-3"$/)
    expect(got.ContentType).toBe("text/csv")
    expect(whole.equals((await got.Body?.transformToByteArray()) ?? new Uint8Array())).toBe(true)
    expect(await edge.Body?.transformToString("hex")).toBe(whole.subarray(from, from + 20).toString("hex"))
  })

  it("makes a part of a range of another object", async () => {
    const { client, Bucket } = await newBucket()
    const source = randomBytes(2_500_000)
    await client.send(new PutObjectCommand({ Bucket, Key: "source", Body: source }))
    const upload = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: "copy" }))
    const copy = { Bucket, Key: "copy", UploadId: upload.UploadId }
    const range = { CopySource: `${Bucket}/source`, CopySourceRange: "bytes=1000000-2400000", PartNumber: 1 }

    const part = await client.send(new UploadPartCopyCommand({ ...copy, ...range }))
    const Parts = [{ ETag: part.CopyPartResult?.ETag, PartNumber: 1 }]
    await client.send(new CompleteMultipartUploadCommand({ ...copy, MultipartUpload: { Parts } }))
    const got = await client.send(new GetObjectCommand({ Bucket, Key: "copy" }))

    const bytes = (await got.Body?.transformToByteArray()) ?? new Uint8Array()
    expect(source.subarray(1_000_000, 2_400_001).equals(bytes)).toBe(true)
  })

  it("forgets an upload that is given up", async () => {
    const { client, Bucket } = await newBucket()
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key: "k" }))
    const part = { Bucket, Key: "k", UploadId, PartNumber: 1, Body: "x" }
    await client.send(new UploadPartCommand(part))

    await client.send(new AbortMultipartUploadCommand({ Bucket, Key: "k", UploadId }))

    await expect(client.send(new UploadPartCommand(part))).rejects.toMatchObject({ name: "NoSuchUpload" })
  })

  it("keeps every acknowledged object when it is killed", async () => {
    const Bucket = "kept"
    const big = randomBytes(4_000_000)
    await acrossKill(
      async killed => {
        const client = clientFor(killed)
        await client.send(new CreateBucketCommand({ Bucket }))
        for (let number = 0; number < 200; number += 1) {
          await client.send(new PutObjectCommand({ Bucket, Key: `${number}`, Body: `body ${number}` }))
        }
        await client.send(new PutObjectCommand({ Bucket, Key: "big", Body: big }))
      },
      async restarted => {
        const client = clientFor(restarted)
        const listed = await client.send(new ListObjectsV2Command({ Bucket }))
        const last = await client.send(new GetObjectCommand({ Bucket, Key: "199" }))
        const got = await client.send(new GetObjectCommand({ Bucket, Key: "big" }))
        expect(listed.KeyCount).toBe(201)
        expect(await last.Body?.transformToString()).toBe("body 199")
        expect(big.equals((await got.Body?.transformToByteArray()) ?? new Uint8Array())).toBe(true)
      },
    )
  })
})

describe("S3 lists", () => {
  const keys = ["a.txt", "dir/1", "dir/2", "dir/sub/3", "dis", "z & <z>"]

  it("go in the order of the keys, page by page", async () => {
    const { client, Bucket } = await bucketWith(keys)

    const first = await client.send(new ListObjectsV2Command({ Bucket, MaxKeys: 4 }))
    const ContinuationToken = first.NextContinuationToken
    const second = await client.send(new ListObjectsV2Command({ Bucket, MaxKeys: 4, ContinuationToken }))
    const after = await client.send(new ListObjectsV2Command({ Bucket, StartAfter: "dir/2", Prefix: "di" }))

    expect([first, second].map(page => page.Contents?.map(each => each.Key))).toEqual([
      keys.slice(0, 4),
      keys.slice(4),
    ])
    expect([first.IsTruncated, second.IsTruncated]).toEqual([true, false])
    expect(after.Contents?.map(each => each.Key)).toEqual(["dir/sub/3", "dis"])
  })

  it("fold what lies below a delimiter, and count it once over all pages", async () => {
    const { client, Bucket } = await bucketWith(keys)
    const listed: (string | undefined)[] = []

    let ContinuationToken: string | undefined
    do {
      const page: Awaited<ReturnType<typeof listPage>> = await listPage(client, { Bucket, ContinuationToken })
      listed.push(...(page.Contents ?? []).map(each => each.Key))
      listed.push(...(page.CommonPrefixes ?? []).map(each => each.Prefix))
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken)

    expect(listed).toEqual(["a.txt", "dir/", "dis", "z & <z>"])
  })

  it("can be walked by the markers of the first version too", async () => {
    const { client, Bucket } = await bucketWith(keys)

    const first = await client.send(new ListObjectsCommand({ Bucket, Delimiter: "/", MaxKeys: 2 }))
    const second = await client.send(
      new ListObjectsCommand({ Bucket, Delimiter: "/", Marker: first.NextMarker }),
    )

    expect(first.CommonPrefixes).toEqual([{ Prefix: "dir/" }])
    expect(second.Contents?.map(each => each.Key)).toEqual(["dis", "z & <z>"])
    expect(second.CommonPrefixes).toBeUndefined()
  })
})

describe("S3 buckets", () => {
  it("are made, found and, when empty, deleted", async () => {
    const { client, Bucket } = await newBucket()
    await client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x" }))

    const { Buckets } = await client.send(new ListBucketsCommand({}))
    const location = await client.send(new GetBucketLocationCommand({ Bucket }))
    const full = await client.send(new DeleteBucketCommand({ Bucket })).catch(error => error.name)
    await client.send(new DeleteObjectCommand({ Bucket, Key: "k" }))
    await client.send(new DeleteBucketCommand({ Bucket }))
    const gone = client.send(new HeadBucketCommand({ Bucket }))

    expect(Buckets?.map(each => each.Name)).toContain(Bucket)
    expect(location.LocationConstraint).toBe("eu-central-1")
    expect(full).toBe("BucketNotEmpty")
    await expect(gone).rejects.toMatchObject({ name: "NotFound" })
  })

  it("give back the settings that they were given", async () => {
    const { client, Bucket } = await newBucket()
    const encryption = {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms" as const } }],
    }
    const block = {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    }
    const rules = [
      { ID: "old", Status: "Enabled" as const, Filter: { Prefix: "q/" }, Expiration: { Days: 30 } },
    ]
    const TagSet = [{ Key: "app", Value: "facturo" }]
    const before = await client
      .send(new GetBucketLifecycleConfigurationCommand({ Bucket }))
      .catch(error => error.name)

    await client.send(
      new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: encryption }),
    )
    await client.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }),
    )
    await client.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: block }))
    await client.send(
      new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: rules } }),
    )
    await client.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }))

    const got = {
      ...(await client.send(new GetBucketEncryptionCommand({ Bucket }))),
      ...(await client.send(new GetBucketVersioningCommand({ Bucket }))),
      ...(await client.send(new GetPublicAccessBlockCommand({ Bucket }))),
      ...(await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))),
      ...(await client.send(new GetBucketTaggingCommand({ Bucket }))),
    }
    expect(before).toBe("NoSuchLifecycleConfiguration")
    expect(got).toMatchObject({
      ServerSideEncryptionConfiguration: encryption,
      Status: "Enabled",
      PublicAccessBlockConfiguration: block,
      Rules: rules,
      TagSet,
    })
  })

  it("can be named by the host", async () => {
    const { client, Bucket } = await newBucket()
    await client.send(new PutObjectCommand({ Bucket, Key: "k", Body: "by host" }))
    const { port } = new URL(url())

    const { request } = await import("node:http")
    const body = await new Promise(resolve => {
      const headers = { host: `${Bucket}.localhost:${port}` }
      request({ port, path: "/k", headers }, answer => answer.on("data", data => resolve(String(data)))).end()
    })

    expect(body).toBe("by host")
  })

  it("refuse what is not served, with the names of what is", async () => {
    const { client, Bucket } = await newBucket()

    const refused = client.send(new GetObjectAclCommand({ Bucket, Key: "k" }))

    await expect(refused).rejects.toMatchObject({
      name: "NotImplemented",
      message: expect.stringContaining("GET"),
    })
  })
})

let buckets = 0

async function newBucket() {
  buckets += 1
  const client = clientFor(url())
  const Bucket = `bucket-${buckets}`
  await client.send(new CreateBucketCommand({ Bucket }))
  return { client, Bucket }
}

async function bucketWith(keys: string[]) {
  const { client, Bucket } = await newBucket()
  for (const Key of keys) await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }))
  return { client, Bucket }
}

function listPage(client: S3Client, input: { Bucket: string; ContinuationToken: string | undefined }) {
  return client.send(new ListObjectsV2Command({ ...input, Delimiter: "/", MaxKeys: 1 }))
}

function clientFor(endpoint: string): S3Client {
  return new S3Client({ ...clientConfig(endpoint), forcePathStyle: true })
}
