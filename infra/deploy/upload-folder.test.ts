import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { CreateBucketCommand, HeadObjectCommand, S3Client } from "@aws-sdk/client-s3"
import { afterEach, beforeEach, expect, it } from "vitest"
import { type LocalCloud, startLocalCloud } from "../local-cloud/index.ts"
import { uploadFolder } from "./upload-folder.ts"

let folder: string
let cloud: LocalCloud
let s3: S3Client
const put: string[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "facturo-"))
  cloud = await startLocalCloud({ port: 0, dataDir: join(folder, "cloud") })
  s3 = new S3Client({
    endpoint: cloud.url,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  })
  put.length = 0
  s3.middlewareStack.add(
    next => args => {
      put.push((args.input as { Key?: string }).Key ?? "")
      return next(args)
    },
    { step: "initialize" },
  )
  await s3.send(new CreateBucketCommand({ Bucket: "web" }))
  await mkdir(join(folder, "dist/assets"), { recursive: true })
})
afterEach(async () => {
  await cloud.stop()
  await rm(folder, { recursive: true })
})

const write = (name: string) => writeFile(join(folder, "dist", name), name)
const head = (Key: string) => s3.send(new HeadObjectCommand({ Bucket: "web", Key }))

it("puts every file with its type; assets may be kept, pages are asked for again and come last", async () => {
  for (const name of ["index.html", "favicon.svg", "assets/index-1a2b.js", "assets/index-3c4d.css"])
    await write(name)

  expect(await uploadFolder(s3, "web", join(folder, "dist"))).toBe(4)

  expect(put.at(-1)).toBe("index.html")
  expect(await head("index.html")).toMatchObject({
    ContentType: "text/html; charset=utf-8",
    CacheControl: "no-cache",
  })
  expect(await head("favicon.svg")).toMatchObject({ ContentType: "image/svg+xml", CacheControl: "no-cache" })
  expect(await head("assets/index-1a2b.js")).toMatchObject({
    ContentType: "text/javascript; charset=utf-8",
    CacheControl: "public, max-age=31536000, immutable",
  })
})

it("refuses a file whose type it does not know, by name", async () => {
  await write("assets/unknown.xyz")

  await expect(uploadFolder(s3, "web", join(folder, "dist"))).rejects.toThrow("assets/unknown.xyz")
})
