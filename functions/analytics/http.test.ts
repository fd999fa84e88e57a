import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda"
import { afterAll, beforeAll, expect, test } from "vitest"
import { startTestCloud, type TestCloud } from "../../test/stack/cloud.ts"
import type { handler as Count } from "./count-windows.ts"
import type { InvoiceWindow } from "./schema.ts"
import { aRecord, windowEvent } from "./testing/stream-event.ts"

let cloud: TestCloud
let count: typeof Count
let http: (event: APIGatewayProxyEvent, context: never) => Promise<APIGatewayProxyResult>

beforeAll(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = "SILENT"
  cloud = await startTestCloud()
  count = (await import("./count-windows.ts")).handler
  http = (await import("./http.ts")).handler as typeof http
})
afterAll(() => cloud?.stop())

const get = (query: Record<string, string> = {}) =>
  http(
    {
      httpMethod: "GET",
      resource: "/analytics-service/windows",
      path: "/analytics-service/windows",
      headers: {},
      queryStringParameters: query,
    } as unknown as APIGatewayProxyEvent,
    {} as never,
  )

const windowsOf = (answer: APIGatewayProxyResult): InvoiceWindow[] => JSON.parse(answer.body)

/** The start of the window that many seconds ago. */
const secondsAgo = (seconds: number) => Math.floor((Date.now() - seconds * 1000) / 5000) * 5000

/** Counts one invoice a customer into the window on a shard, and closes it. */
async function countInto(start: number, shard: number, customers: string[], total = 10) {
  const records = customers.map((customerId, n) =>
    aRecord({
      id: `${start}-${shard}-${customerId}`,
      customerId,
      total,
      shard,
      sequence: n + 1,
      arrivedAt: start + n,
    }),
  )
  await count(windowEvent({ start, shard, records, last: true }))
}

test("closed windows are listed newest first, over all shards, the largest customer first", async () => {
  const [older, newer, before] = [secondsAgo(40), secondsAgo(20), secondsAgo(100)]
  await countInto(older, 0, ["a"])
  await countInto(newer, 0, ["a", "b"], 0.05)
  await countInto(newer, 1, ["b"], 20.1)
  await countInto(before, 0, ["too", "old"])

  const answer = await get()

  expect(answer.statusCode).toBe(200)
  expect(windowsOf(answer)).toEqual([
    {
      start: new Date(newer).toISOString(),
      end: new Date(newer + 5000).toISOString(),
      count: 3,
      total: 20.2,
      customers: [
        { customerId: "b", count: 2, total: 20.15 },
        { customerId: "a", count: 1, total: 0.05 },
      ],
    },
    expect.objectContaining({ start: new Date(older).toISOString(), count: 1, total: 10 }),
  ])
})

test("a window is not given in the moments after its end, in which a shard may still begin to count it", async () => {
  const start = secondsAgo(0)
  await countInto(start, 2, ["just-now"])
  const listed = async () => windowsOf(await get()).some(window => Date.parse(window.start) === start)

  const early = await listed()
  const givenAt = await (async () => {
    while (!(await listed())) await new Promise(resolve => setTimeout(resolve, 100))
    return Date.now()
  })()

  expect(early).toBe(false)
  expect(givenAt - (start + 5000)).toBeGreaterThanOrEqual(2000)
})

test("windows beyond one answer are on the next page", async () => {
  const hour = secondsAgo(7200)
  const customers = Array.from({ length: 1400 }, (_, n) => "\u20ac".repeat(59) + String(n).padStart(5, "0"))
  const starts = Array.from({ length: 24 }, (_, n) => hour + n * 5000)
  for (const start of starts) {
    const state = {
      count: 1400,
      total: 140_000,
      customers: customers.map(id => [id, 1, 100]),
      to: "1",
      generation: 1,
    }
    await count(windowEvent({ start, shard: 3, records: [aRecord({ id: `${start}`, arrivedAt: start })] }))
    await count(windowEvent({ start, shard: 3, state, last: true }))
  }

  const found: string[] = []
  let pages = 0
  for (let query: Record<string, string> | undefined = { last: "86400" }; query; pages++) {
    const answer = await get(query)
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(6_000_000)
    found.push(...windowsOf(answer).map(({ start }) => start))
    const link = /<[^?]*\?([^>]+)>/.exec(String(answer.headers?.link))?.[1]
    query = link ? Object.fromEntries(new URLSearchParams(link)) : undefined
  }

  expect(pages).toBeGreaterThan(1)
  expect(found).toEqual(found.toSorted().toReversed())
  expect(found).toEqual(expect.arrayContaining(starts.map(start => new Date(start).toISOString())))
  expect(new Set(found).size).toBe(found.length)
}, 60_000)

test.each([
  ["last", "0"],
  ["last", "x"],
  ["last", "86401"],
  ["cursor", "?"],
  ["first", "1"],
])("refuses ?%s=%s", async (name, value) => {
  const answer = await get({ [name]: value })

  expect(answer.statusCode).toBe(422)
  expect(JSON.parse(answer.body).errors).toMatchObject([{ path: name }])
})
