/** The writer is ended at every call that it makes, one after the other, and started again. */
import { GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3"
import { afterAll, beforeAll, expect, test } from "vitest"
import { startTestCloud, type TestCloud } from "../../test/stack/cloud.ts"
import { anEvent, anInvoice, recordsOf } from "../shared/testing/stream-event.ts"
import { parseFile } from "./csv.ts"
import { idOf } from "./row.ts"
import { crashAt } from "./testing/crash.ts"

let cloud: TestCloud

beforeAll(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = "SILENT"
  cloud = await startTestCloud()
})
afterAll(() => cloud?.stop())

async function filesUnder(prefix: string): Promise<string[]> {
  const Bucket = process.env.BUCKET
  const { Contents = [] } = await cloud.clients.s3.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }))
  return Promise.all(
    Contents.map(async ({ Key }) => {
      const { Body } = await cloud.clients.s3.send(new GetObjectCommand({ Bucket, Key }))
      return (await Body?.transformToString()) ?? ""
    }),
  )
}

test.each(["before", "after"] as const)(
  "a crash %s any call is mended by the retry, whatever its batch",
  async when => {
    const { handler } = await import("./write-csv.ts")
    const { s3 } = await import("../shared/aws/s3.ts")
    const { dynamodb } = await import("../shared/aws/dynamodb.ts")
    const { rowCounts } = await import("./row-counts.ts")
    const firstDay = Date.parse(when === "before" ? "2026-01-01" : "2028-01-01")
    let crashes = 0

    for (let n = 0; ; n++) {
      const date = new Date(firstDay + n * 86_400_000).toISOString().slice(0, 10)
      const contents = ["10:00", "10:01", "10:00", "10:02", "10:01"].map((minute, i) =>
        anInvoice({ id: `${date}-${i}`, customerId: i % 2 ? "3" : "1", createdAt: `${date}T${minute}:00Z` }),
      )
      const poison = new TextEncoder().encode(date)
      const records = recordsOf([...contents.slice(0, 3), poison, ...contents.slice(2)]).map(record => ({
        ...record,
        kinesis: { ...record.kinesis, approximateArrivalTimestamp: Date.parse(date) / 1000 },
      }))

      const stop = crashAt([s3, dynamodb], n, when)
      const crashed = await handler(anEvent(...records)).finally(stop)
      if (!stop()) break
      crashes++
      expect(crashed.batchItemFailures).toHaveLength(1)
      await handler(anEvent(...records.slice(0, 2)))
      await handler(anEvent(...records.slice(1)))

      const files = await filesUnder(`exports/${date}/`)
      const { items } = await rowCounts.listDays({ limit: 100 })
      expect(files.flatMap(parseFile).map(idOf).sort()).toEqual(contents.map(({ id }) => id))
      expect(items.find(day => day.date === date)?.rows).toBe(contents.length)
      expect(await filesUnder(`quarantine/${date}/`)).toHaveLength(1)
    }

    // Four objects, each read, written, and counted by two calls; and the poison by two.
    expect(crashes).toBe(4 * 4 + 2)
  },
)
