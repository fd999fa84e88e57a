import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { startTestCloud, type TestCloud } from "../../test/stack/cloud.ts"
import { anEvent, anInvoice, recordsOf } from "../shared/testing/stream-event.ts"
import { parseFile } from "./csv.ts"
import { idOf } from "./row.ts"

let cloud: TestCloud
let write: (invoices: ReturnType<typeof anInvoice>[]) => Promise<unknown>
let http: (event: APIGatewayProxyEvent, context: never) => Promise<APIGatewayProxyResult>

beforeAll(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = "SILENT"
  cloud = await startTestCloud()
  const { handler } = await import("./write-csv.ts")
  write = invoices => handler(anEvent(...recordsOf(invoices)))
  http = (await import("./http.ts")).handler as typeof http
})
afterAll(() => cloud?.stop())

const base = "/export-service/exports"

const list = (query: Record<string, string> = {}) =>
  http(
    {
      httpMethod: "GET",
      resource: base,
      path: base,
      headers: {},
      queryStringParameters: query,
    } as unknown as APIGatewayProxyEvent,
    {} as never,
  )

const get = (file: string) =>
  http(
    {
      httpMethod: "GET",
      resource: `${base}/{file}`,
      path: `${base}/${file}`,
      headers: {},
      pathParameters: { file },
    } as unknown as APIGatewayProxyEvent,
    {} as never,
  )

describe("one day", () => {
  test("is one CSV of all objects, in the order of time", async () => {
    const minutes = Array.from({ length: 24 }, (_, n) => 23 - n)
    await write(
      minutes.flatMap(minute =>
        ["1", "2", "3"].map(customerId =>
          anInvoice({
            id: `m${minute}-${customerId}`,
            customerId,
            createdAt: `2026-05-01T10:${String(minute).padStart(2, "0")}:0${customerId}.000Z`,
          }),
        ),
      ),
    )

    const { statusCode, headers, body } = await get("2026-05-01.csv")

    expect(statusCode).toBe(200)
    expect(headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="2026-05-01.csv"',
    })
    expect(body.match(/^id,createdAt/gm)).toHaveLength(1)
    expect(parseFile(body).map(idOf)).toEqual(
      minutes.toReversed().flatMap(minute => [`m${minute}-1`, `m${minute}-2`, `m${minute}-3`]),
    )
  })

  test("is 404 when it has no invoices, 422 when it is no day", async () => {
    const missing = await get("2020-01-01.csv")
    const malformed = await get("yesterday.csv")

    expect(missing.statusCode).toBe(404)
    expect(missing.headers?.["content-type"]).toBe("application/problem+json")
    expect(malformed.statusCode).toBe(422)
    expect(JSON.parse(malformed.body).errors).toMatchObject([{ path: "file" }])
  })

  test("that is too large for an answer is had from an address, made anew when the day has changed", async () => {
    // Some 9 MB: more than what is answered directly, and more than one part of an upload.
    const wide = "\u20ac".repeat(64)
    const invoices = Array.from({ length: 24_000 }, (_, n) =>
      anInvoice({
        id: `large-${String(n).padStart(5, "0")}`,
        customerId: `${wide.slice(8)}${n % 20}`,
        createdAt: new Date(Date.parse("2026-05-02T00:00:00Z") + n * 100).toISOString(),
        correlationid: "x".repeat(128),
      }),
    )
    for (let n = 0; n < invoices.length; n += 8000) await write(invoices.slice(n, n + 8000))

    const first = await get("2026-05-02.csv")
    const file = await fetch(first.headers?.location as string)
    const firstRows = parseFile(await file.text())
    await write([anInvoice({ id: "late", createdAt: "2026-05-02T23:59:00.000Z" })])
    const second = await get("2026-05-02.csv")
    const secondRows = parseFile(await (await fetch(second.headers?.location as string)).text())

    expect(first.statusCode).toBe(303)
    expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8")
    expect(file.headers.get("content-disposition")).toBe('attachment; filename="2026-05-02.csv"')
    expect(firstRows.map(idOf)).toEqual(invoices.map(({ id }) => id))
    expect(secondRows.map(idOf)).toEqual([...invoices.map(({ id }) => id), "late"])
  }, 60_000)
})

describe("the list of days", () => {
  test("is newest first, with the number of rows and the address of each, in pages", async () => {
    const days = Array.from({ length: 5 }, (_, n) => `2027-01-0${n + 1}`)
    await write(
      days.flatMap((day, n) =>
        Array.from({ length: n + 1 }, (_, i) =>
          anInvoice({ id: `${day}-${i}`, customerId: String(i), createdAt: `${day}T10:00:00.000Z` }),
        ),
      ),
    )

    const first = await list({ limit: "3" })
    const next = /<[^>]*cursor=([^&>]+)/.exec(String(first.headers?.link))?.[1] ?? ""
    const second = await list({ limit: "2", cursor: decodeURIComponent(next) })

    expect(JSON.parse(first.body)).toEqual([
      { date: "2027-01-05", invoices: 5, href: "/export-service/exports/2027-01-05.csv" },
      { date: "2027-01-04", invoices: 4, href: "/export-service/exports/2027-01-04.csv" },
      { date: "2027-01-03", invoices: 3, href: "/export-service/exports/2027-01-03.csv" },
    ])
    expect(JSON.parse(second.body)).toMatchObject([{ date: "2027-01-02" }, { date: "2027-01-01" }])
  })

  test("refuses a broken cursor", async () => {
    expect((await list({ cursor: "x" })).statusCode).toBe(422)
  })
})
