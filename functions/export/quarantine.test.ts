/** Quarantine through the service's door: what is kept, how it is shown, and how it goes on the stream again. */
import { GetRecordsCommand, GetShardIteratorCommand, ListShardsCommand } from "@aws-sdk/client-kinesis"
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { startTestCloud, type TestCloud } from "../../test/stack/cloud.ts"
import { anEvent, anInvoice, aRecord } from "../shared/testing/stream-event.ts"

let cloud: TestCloud
let write: typeof import("./write-csv.ts").handler
let http: (event: APIGatewayProxyEvent, context: never) => Promise<APIGatewayProxyResult>
let keepRefused: typeof import("../shared/keep-refused.ts").keepRefused
let createLogger: typeof import("../shared/logger.ts").createLogger

beforeAll(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = "SILENT"
  cloud = await startTestCloud()
  write = (await import("./write-csv.ts")).handler
  http = (await import("./http.ts")).handler as unknown as typeof http
  keepRefused = (await import("../shared/keep-refused.ts")).keepRefused
  createLogger = (await import("../shared/logger.ts")).createLogger
})
afterAll(() => cloud?.stop())

const base = "/export-service/quarantine"

async function call(httpMethod: string, resource: string, more: object = {}) {
  const event = { httpMethod, resource, path: resource, headers: {}, queryStringParameters: null, ...more }
  const { statusCode, body, headers } = await http(event as never, {} as never)
  return { status: statusCode, body: JSON.parse(body), link: headers?.link as string | undefined }
}

const list = (query: Record<string, string> = {}) => call("GET", base, { queryStringParameters: query })
const get = (id: string) => call("GET", `${base}/{id}`, { pathParameters: { id } })
const replay = (id: string, body?: object) =>
  call("POST", `${base}/{id}/replay`, {
    pathParameters: { id },
    body: body === undefined ? null : JSON.stringify(body),
    requestContext: { identity: { sourceIp: "192.0.2.7" } },
  })

let sequenceNumber = 0

/** Lets this poison come by the stream; gives its id. */
async function quarantined(bytes: Uint8Array | string): Promise<string> {
  const content = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes
  const arrivedAt = new Date(Date.parse("2026-11-22T10:00:00Z") + ++sequenceNumber * 1000).toISOString()
  await write(anEvent(aRecord(content, { sequenceNumber, arrivedAt })))
  const { body } = await list({ limit: "1" })
  return body[0].id
}

/** All that is on the stream now. */
async function onStream(): Promise<{ key: string | undefined; text: string }[]> {
  const { kinesis } = cloud.clients
  const StreamName = `facturo-${cloud.stage}-invoices`
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName }))
  const read = Shards.map(async ({ ShardId }) => {
    const { ShardIterator } = await kinesis.send(
      new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: "TRIM_HORIZON" }),
    )
    const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }))
    return Records.map(({ PartitionKey, Data }) => ({
      key: PartitionKey,
      text: Buffer.from(Data ?? []).toString(),
    }))
  })
  return (await Promise.all(read)).flat()
}

describe("the list", () => {
  test("has every kind of poison with its reason, newest first", async () => {
    const poison = ["{", "[]", new Uint8Array([0xff, 0xfe]), "x".repeat(300_000)]
    for (const bytes of poison) await quarantined(bytes)

    const { status, body } = await list({ limit: "4" })

    expect(status).toBe(200)
    expect(body.map(({ reason }: { reason: string }) => reason)).toEqual([
      "too-long",
      "not-utf8",
      "not-an-invoice",
      "not-json",
    ])
    expect(body[0]).toMatchObject({ size: 300_000, shardId: "shardId-000000000000", replay: null })
  })

  test("is given in pages that join without a gap", async () => {
    for (let n = 0; n < 5; n++) await quarantined(`page ${n}`)
    const all = (await list()).body

    const paged = []
    let page = await list({ limit: "2" })
    for (;;) {
      paged.push(...page.body)
      const cursor = page.link && new URLSearchParams(page.link.slice(page.link.indexOf("?"))).get("cursor")
      if (!cursor) break
      page = await list({ limit: "2", cursor: cursor.replace(/>.*$/, "") })
    }

    expect(paged).toEqual(all)
    expect((await list({ cursor: "x" })).status).toBe(422)
  })
})

describe("one record", () => {
  test("is kept also when its reason quotes half of a character", async () => {
    // The message of JSON.parse quotes what it could not read, and may cut a pair of surrogates in two.
    for (let n = 0; n < 24; n++) {
      const { body } = await get(await quarantined(`${"x".repeat(n)}😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀`))

      expect(body).toMatchObject({ reason: "not-json", size: n + 64 })
    }
  })

  test("has its bytes, as text too where they are text", async () => {
    const text = await get(await quarantined("no invoice, but legible: é"))
    const binary = await get(await quarantined(new Uint8Array([0xff, 0x00])))

    expect(text.body).toMatchObject({ text: "no invoice, but legible: é", reason: "not-json" })
    expect(Buffer.from(text.body.data, "base64").toString()).toBe("no invoice, but legible: é")
    expect(binary.body).toMatchObject({ text: null, data: "/wA=" })
  })

  test("is 404 when there is none, whatever the id looks like", async () => {
    const missing = [
      "20260101T000000000Z.shardId-000000000000.1",
      "../../exports/x",
      "20269999T999999999Z.shardId-000000000000.1",
    ]

    const answers = await Promise.all(missing.map(get))

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  })
})

describe("a replay", () => {
  test("of a repaired record puts it on the stream with its key, and says when and by whom", async () => {
    const id = await quarantined("{ broken")
    const repaired = JSON.stringify(anInvoice({ id: "repaired" }))

    const { status, body } = await replay(id, { data: repaired })

    expect(status).toBe(200)
    expect(body.replay).toMatchObject({ by: "192.0.2.7", at: expect.any(String) })
    expect(body.replay.sequenceNumber).toMatch(/^\d+$/)
    expect(await onStream()).toEqual([{ key: "?", text: repaired }])
    expect((await get(id)).body.replay).toEqual(body.replay)
  })

  test("may be repaired in base64", async () => {
    const id = await quarantined("{ broken too")
    const repaired = JSON.stringify(anInvoice({ id: "in-base64" }))
    const before = await onStream()

    const { status } = await replay(id, {
      data: Buffer.from(repaired).toString("base64"),
      encoding: "base64",
    })

    expect(status).toBe(200)
    expect((await onStream()).filter(record => !before.some(({ text }) => text === record.text))).toEqual([
      { key: "?", text: repaired },
    ])
  })

  test("that is repeated puts nothing there a second time, and answers the same", async () => {
    const id = await quarantined("{ again")
    const data = JSON.stringify(anInvoice({ id: "again" }))
    const first = await replay(id, { data })
    const before = await onStream()

    const second = await replay(id, { data })

    expect(second).toEqual(first)
    expect(await onStream()).toEqual(before)
  })

  test("stays noted when the record comes by the stream again", async () => {
    const bytes = new TextEncoder().encode("comes again")
    const id = await quarantined(bytes as Uint8Array)
    await replay(id, { data: JSON.stringify(anInvoice({ id: "noted" })) })

    const arrivedAt = (await get(id)).body.arrivedAt
    await write(anEvent(aRecord(bytes, { sequenceNumber, arrivedAt })))

    expect((await get(id)).body.replay).not.toBeNull()
  })

  test("of what is still poison is a 422 that says why, and puts nothing on the stream", async () => {
    const id = await quarantined("{ still broken")
    const before = await onStream()

    const asItIs = await replay(id)
    const badlyRepaired = await replay(id, { data: "{}" })
    const malformed = await replay(id, { data: "%", encoding: "base64" })
    const unknown = await replay(id, { dat: "{}" })

    expect([asItIs, badlyRepaired, malformed, unknown].map(({ status }) => status)).toEqual([
      422, 422, 422, 422,
    ])
    expect(asItIs.body.errors[0]).toMatchObject({ path: "data", message: expect.stringMatching(/^not-json/) })
    expect(badlyRepaired.body.errors[0].message).toMatch(/^not-an-invoice: .*specversion/)
    expect(await onStream()).toEqual(before)
  })

  test("of a record that a consumer refused needs no repair", async () => {
    const invoice = anInvoice({ id: "refused" })
    const record = { ...(await import("../shared/stream-records.ts")).readStreamRecord(aRecord(invoice)) }
    const error = new RangeError("cannot take it")
    await keepRefused("record-bill", [{ record, error }], createLogger("test"))
    const refused = (await list({ limit: "100" })).body.find(
      ({ reason }: { reason: string }) => reason === "refused-by-record-bill",
    )

    const { status } = await replay(refused.id)

    expect(status).toBe(200)
    expect((await onStream()).at(-1)?.key).toBeDefined()
    expect((await onStream()).map(({ text }) => text)).toContain(JSON.stringify(invoice))
  })
})
