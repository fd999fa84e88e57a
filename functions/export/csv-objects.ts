/** The CSV objects in S3: one a minute and part of the customers, each bill in it once. */
import { setTimeout as wait } from "node:timers/promises"
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3ServiceException,
} from "@aws-sdk/client-s3"
import { s3 } from "../shared/aws/s3.ts"
import { bucketName } from "../shared/stage.ts"
import { formatRows, headerLine, parseFile } from "./csv.ts"
import { mergeRows } from "./merge-rows.ts"
import { prefixOf } from "./object-name.ts"
import type { Row } from "./row.ts"

/** Media type of the exports. */
export const csvType = "text/csv; charset=utf-8"

/** How often a write is tried when others write the same object at that moment. */
const tries = 25

/** An object of a day: its key, its bytes, and a mark that changes when its content does. */
export type ListedObject = { key: string; size: number; etag: string }

export const csvObjects = {
  /**
   * Puts rows into the object and gives how many it holds then. Rows of bills that it has already change nothing.
   * Throws when others wrote it first, every time.
   */
  async append(key: string, incoming: Row[]): Promise<number> {
    for (let attempt = 1; ; attempt++) {
      const object = await read(key)
      const { rows, added } = mergeRows(object?.rows ?? [], incoming)
      if (added === 0) return rows.length
      try {
        await write(key, rows, object?.etag)
        return rows.length
      } catch (error) {
        if (!isLostRace(error) || attempt === tries) throw error
        await wait(Math.random() * 10 * Math.min(attempt, 20))
      }
    }
  },

  /** The rows of an object that exists. */
  async rows(key: string): Promise<Row[]> {
    const object = await read(key)
    if (!object) throw new Error(`The object ${key} was listed, but is gone.`)
    return object.rows
  },

  /** All objects of a day, in the order of time. */
  async list(date: string): Promise<ListedObject[]> {
    const found: ListedObject[] = []
    let token: string | undefined
    do {
      const page = await s3.send(
        new ListObjectsV2Command({ Bucket: bucketName(), Prefix: prefixOf(date), ContinuationToken: token }),
      )
      for (const { Key = "", Size = 0, ETag = "" } of page.Contents ?? []) {
        found.push({ key: Key, size: Size, etag: ETag })
      }
      token = page.NextContinuationToken
    } while (token)
    return found
  },
}

async function read(key: string): Promise<{ rows: Row[]; etag: string | undefined } | undefined> {
  try {
    const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket: bucketName(), Key: key }))
    return { rows: parseFile((await Body?.transformToString("utf-8")) ?? ""), etag: ETag }
  } catch (error) {
    if (error instanceof S3ServiceException && error.name === "NoSuchKey") return undefined
    throw error
  }
}

async function write(key: string, rows: Row[], etag: string | undefined): Promise<void> {
  await s3.send(
    new PutObjectCommand({
      Bucket: bucketName(),
      Key: key,
      Body: headerLine + formatRows(rows),
      ContentType: csvType,
      // Only what was read is replaced; who comes second reads again.
      ...(etag ? { IfMatch: etag } : { IfNoneMatch: "*" }),
    }),
  )
}

// 412: changed since it was read; 409: being written at this moment; 404 to an If-Match: deleted since.
const isLostRace = (error: unknown): boolean =>
  error instanceof S3ServiceException && [404, 409, 412].includes(error.$metadata.httpStatusCode ?? 0)
