import { GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3"
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from "aws-lambda"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { startTestCloud, type TestCloud } from "../../test/stack/cloud.ts"
import { anEvent, anInvoice, aRecord, recordsOf } from "../shared/testing/stream-event.ts"

let cloud: TestCloud
let handler: (event: KinesisStreamEvent) => Promise<KinesisStreamBatchResponse>
let listDays: () => Promise<Record<string, number>>

beforeAll(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = "SILENT"
  cloud = await startTestCloud()
  handler = (await import("./write-csv.ts")).handler
  const { rowCounts } = await import("./row-counts.ts")
  listDays = async () => {
    const { items } = await rowCounts.listDays({ limit: 100 })
    return Object.fromEntries(items.map(({ date, rows }) => [date, rows]))
  }
})
afterAll(() => cloud?.stop())

const allGood = { batchItemFailures: [] }
const failedFrom = (sequenceNumber: string) => ({ batchItemFailures: [{ itemIdentifier: sequenceNumber }] })

async function keysUnder(prefix: string): Promise<string[]> {
  const Bucket = process.env.BUCKET
  const { Contents = [] } = await cloud.clients.s3.send(new ListObjectsV2Command({ Bucket, Prefix: prefix }))
  return Contents.map(({ Key }) => Key ?? "")
}

async function textOf(key: string): Promise<string> {
  const { Body } = await cloud.clients.s3.send(new GetObjectCommand({ Bucket: process.env.BUCKET, Key: key }))
  return (await Body?.transformToString()) ?? ""
}

/** The bill ids in the objects of a day, in the order of keys and lines. */
async function idsOn(date: string): Promise<string[]> {
  const keys = await keysUnder(`exports/${date}/`)
  const texts = await Promise.all(keys.map(textOf))
  return texts.flatMap(text =>
    text
      .trimEnd()
      .split("\r\n")
      .slice(1)
      .map(line => line.split(",")[0] ?? ""),
  )
}

/** Invoices of one day, of several minutes and customers. */
const invoicesOn = (date: string, count: number) =>
  Array.from({ length: count }, (_, n) =>
    anInvoice({
      id: `${date}-${n}`,
      customerId: String(n % 7),
      createdAt: `${date}T10:0${n % 4}:00.000Z`,
    }),
  )

describe("writing", () => {
  test("each invoice is one row, in the object of its minute and part, and is counted", async () => {
    const invoices = [
      anInvoice({ id: "a", createdAt: "2026-01-01T23:59:59.999Z" }),
      anInvoice({ id: "c", createdAt: "2026-01-02T00:00:00.000Z" }),
      anInvoice({ id: "b", createdAt: "2026-01-01T23:59:00.000Z" }),
    ]

    const answer = await handler(anEvent(...recordsOf(invoices)))

    expect(answer).toEqual(allGood)
    expect(await keysUnder("exports/2026-01-0")).toEqual([
      "exports/2026-01-01/23-59-c.csv",
      "exports/2026-01-02/00-00-c.csv",
    ])
    expect(await idsOn("2026-01-01")).toEqual(["b", "a"])
    expect(await listDays()).toMatchObject({ "2026-01-01": 2, "2026-01-02": 1 })
  })

  test("a redelivered record makes no second row", async () => {
    const records = recordsOf(invoicesOn("2026-02-01", 20))
    await handler(anEvent(...records.slice(0, 13)))

    await handler(anEvent(...records.slice(5)))
    await handler(anEvent(...records))

    expect((await idsOn("2026-02-01")).length).toBe(20)
    expect(new Set(await idsOn("2026-02-01")).size).toBe(20)
    expect(await listDays()).toMatchObject({ "2026-02-01": 20 })
  })

  test("an invoice that is on the stream twice is one row", async () => {
    const invoice = anInvoice({ id: "twice", createdAt: "2026-02-02T10:00:00.000Z" })

    await handler(anEvent(...recordsOf([invoice, invoice])))
    await handler(anEvent(aRecord(invoice, { sequenceNumber: 99, shardId: "shardId-000000000003" })))

    expect(await idsOn("2026-02-02")).toEqual(["twice"])
    expect(await listDays()).toMatchObject({ "2026-02-02": 1 })
  })

  test("many writers of one object at once lose no row and count none twice", async () => {
    const invoices = Array.from({ length: 12 }, (_, n) =>
      anInvoice({ id: `w${n}`, createdAt: "2026-02-03T10:00:00.000Z" }),
    )

    const answers = await Promise.all(
      invoices.map((invoice, n) =>
        handler(anEvent(aRecord(invoice, { shardId: `shardId-0000000000${10 + n}` }))),
      ),
    )

    expect(answers).toEqual(invoices.map(() => allGood))
    expect((await idsOn("2026-02-03")).length).toBe(12)
    expect(await listDays()).toMatchObject({ "2026-02-03": 12 })
  })

  test("a crash between the object and its count is mended by the retry", async () => {
    const { csvObjects } = await import("./csv-objects.ts")
    const { rowOf } = await import("./row.ts")
    const { keyOf, objectOf } = await import("./object-name.ts")
    const invoice = anInvoice({ id: "crash", createdAt: "2026-02-04T10:00:00.000Z" })
    await csvObjects.append(keyOf(objectOf(invoice)), [rowOf(invoice)])
    expect(await listDays()).not.toHaveProperty("2026-02-04")

    await handler(anEvent(aRecord(invoice)))

    expect(await idsOn("2026-02-04")).toEqual(["crash"])
    expect(await listDays()).toMatchObject({ "2026-02-04": 1 })
  })
})

describe("failing", () => {
  test("a CSV failure is not silent", async () => {
    const records = recordsOf(invoicesOn("2026-03-01", 3))
    const bucket = process.env.BUCKET
    process.env.BUCKET = "no-such-bucket"

    const answer = await handler(anEvent(...records)).finally(() => {
      process.env.BUCKET = bucket
    })

    expect(answer).toEqual(failedFrom(records[0]?.kinesis.sequenceNumber ?? ""))
    expect(await handler(anEvent(...records))).toEqual(allGood)
    expect((await idsOn("2026-03-01")).length).toBe(3)
  })

  test("one object that cannot be written holds up only from its own first record on", async () => {
    const { s3 } = await import("../shared/aws/s3.ts")
    const { PutObjectCommand } = await import("@aws-sdk/client-s3")
    await s3.send(
      new PutObjectCommand({
        Bucket: process.env.BUCKET,
        Key: "exports/2026-03-02/11-00-c.csv",
        Body: "somebody else's file\r\nwith,two,cells\r\n",
      }),
    )
    const records = recordsOf([
      anInvoice({ id: "ok-1", createdAt: "2026-03-02T10:00:00.000Z" }),
      anInvoice({ id: "stuck", createdAt: "2026-03-02T11:00:00.000Z" }),
      anInvoice({ id: "ok-2", createdAt: "2026-03-02T12:00:00.000Z" }),
    ])

    const answer = await handler(anEvent(...records))

    expect(answer).toEqual(failedFrom(records[1]?.kinesis.sequenceNumber ?? ""))
    expect(await textOf("exports/2026-03-02/10-00-c.csv")).toContain("ok-1")
    expect(await textOf("exports/2026-03-02/12-00-c.csv")).toContain("ok-2")
  })
})

describe("quarantine", () => {
  const poison = new Uint8Array([0x7b, 0xff, 0x00])

  test("what is no invoice is kept with its bytes, its reason and where it came from; the rest is written", async () => {
    const good = anInvoice({ id: "beside-poison", createdAt: "2026-04-01T10:00:00.000Z" })
    const records = [
      aRecord(poison, { sequenceNumber: 5, arrivedAt: "2026-04-01T23:59:59.250Z" }),
      aRecord(good, { sequenceNumber: 6 }),
    ]

    const answer = await handler(anEvent(...records))

    const { sequenceNumber } = records[0]?.kinesis ?? {}
    expect(answer).toEqual(allGood)
    expect(await idsOn("2026-04-01")).toEqual(["beside-poison"])
    const key = `quarantine/2026-04-01/shardId-000000000000-${sequenceNumber}.json`
    expect(JSON.parse(await textOf(key))).toEqual({
      reason: "not-utf8",
      detail: expect.any(String),
      arrivedAt: "2026-04-01T23:59:59.250Z",
      streamArn: "arn:aws:kinesis:eu-west-1:000000000000:stream/invoices",
      shardId: "shardId-000000000000",
      sequenceNumber,
      partitionKey: "?",
      data: Buffer.from(poison).toString("base64"),
    })
  })

  test("a repeat is kept once", async () => {
    const record = aRecord(poison, { arrivedAt: "2026-04-02T00:00:00.000Z" })

    await handler(anEvent(record))
    await handler(anEvent(record))

    expect(await keysUnder("quarantine/2026-04-02/")).toHaveLength(1)
  })

  test("a record that cannot be kept is not passed over", async () => {
    const record = aRecord(poison, { sequenceNumber: 7 })
    const bucket = process.env.BUCKET
    process.env.BUCKET = "no-such-bucket"

    const answer = await handler(anEvent(record)).finally(() => {
      process.env.BUCKET = bucket
    })

    expect(answer).toEqual(failedFrom(record.kinesis.sequenceNumber))
  })
})
