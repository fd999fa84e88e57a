import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { GetRecordsCommand, GetShardIteratorCommand, ListShardsCommand } from "@aws-sdk/client-kinesis"
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda"
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest"
import { startTestCloud, type TestCloud } from "../../test/stack/cloud.ts"
import type { InvoiceIssued } from "../shared/events/invoice-issued.ts"
import { readInvoice } from "../shared/events/read-invoice.ts"
import type { Simulation } from "./schema.ts"

let cloud: TestCloud
let handler: (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>
let simulate: typeof import("./simulate.ts").handler
const servers: Server[] = []
/** What the function was invoked for; it runs when `areRunning`. */
const invoked: string[] = []
const runs: Promise<unknown>[] = []
let areRunning = true
/** Milliseconds that an invocation has. */
let runTime = 90_000
const lists: Record<string, unknown[]> = {}
const lines: string[] = []

beforeAll(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = "DEBUG"
  process.env.POWERTOOLS_DEV = "true" // log lines go through the console, where they can be seen
  for (const level of ["debug", "info", "warn", "error"] as const) {
    vi.spyOn(console, level).mockImplementation(line => void lines.push(String(line)))
  }
  const lambdaUrl = await serve((path, body) => {
    const name = /functions\/([^/]+)\/invocations/.exec(path)?.[1]
    invoked.push(`${name} ${body}`)
    if (areRunning) {
      const end = Date.now() + runTime
      runs.push(simulate(JSON.parse(body), { getRemainingTimeInMillis: () => end - Date.now() }))
    }
    return { status: 202 }
  })
  const apiUrl = await serve(path => {
    const list = lists[path.split("?")[0] as string]
    return list ? { status: 200, body: list } : { status: 503 }
  })
  cloud = await startTestCloud({ lambdaUrl, apiUrl })
  ;({ handler } = await import("./http.ts"))
  ;({ handler: simulate } = await import("./simulate.ts"))
}, 60_000)

afterAll(async () => {
  await Promise.all(runs)
  vi.restoreAllMocks()
  for (const server of servers) server.closeAllConnections()
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))))
  await cloud?.stop()
})

beforeEach(() => {
  invoked.length = 0
  lines.length = 0
  areRunning = true
  runTime = 90_000
  lists["/customer-service/customers"] = [{ id: "1" }, { id: "2" }]
  lists["/inventory-service/products"] = [
    { id: "7", price: 12.34 },
    { id: "8", price: 0.99 },
  ]
})

describe("a simulation", () => {
  it("says how many it left out for want of customers: with those it sent, all that were asked for", async () => {
    // First of all: what was read once is used for a while.
    lists["/customer-service/customers"] = []
    const { id } = await start({ rate: 10, seconds: 3 })
    await vi.waitFor(async () => expect((await read(id)).skipped).toBeGreaterThan(0), 5_000)
    expect(await untilEnded(id)).toMatchObject({ status: "finished", sent: 0, skipped: 30 })
  })

  it("waits and says why while there is no customer, and begins when there is one", async () => {
    lists["/customer-service/customers"] = []
    const { id } = await start({ rate: 20 })

    await vi.waitFor(
      async () => expect((await read(id)).note).toBe("There is no customer to make invoices of."),
      5_000,
    )
    expect((await read(id)).sent).toBe(0)
    lists["/customer-service/customers"] = [{ id: "1" }]
    await vi.waitFor(async () => expect((await read(id)).sent).toBeGreaterThan(0), 8_000)

    expect((await read(id)).note).toBeNull()
    await stop(id)
  })

  it("puts exactly rate × seconds invoices on the stream, all readable, at real prices", async () => {
    const { id } = await start({ rate: "50", seconds: 2 }, { "x-correlation-id": "sim-exact" })

    const ended = await untilEnded(id)

    const invoices = (await readStream()).filter(({ correlationid }) => correlationid === "sim-exact")
    expect(ended).toMatchObject({ status: "finished", sent: 100, rate: 50, seconds: 2, note: null })
    expect(ended.endedAt).not.toBeNull()
    expect(new Set(invoices.map(invoice => invoice.id)).size).toBe(100)
    expect(invoices).toHaveLength(100)
    for (const { data, source } of invoices) {
      expect(source).toBe("/facturo/producer-service")
      expect(data).toMatchObject({ origin: "stream", currency: "EUR" })
      for (const { productId, unitPrice } of data.productItems) {
        expect(unitPrice).toBe({ 7: 12.34, 8: 0.99 }[productId])
      }
    }
    const times = invoices.map(({ time }) => Date.parse(time))
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(1_500)
  })

  it("logs the invoices that were sent, and no others", async () => {
    const { id } = await start({ rate: 10, seconds: 1 }, { "x-correlation-id": "sim-logged" })

    await untilEnded(id)

    const sent = (await readStream()).filter(({ correlationid }) => correlationid === "sim-logged")
    const logged = lines
      .map(line => JSON.parse(line))
      .filter(line => line.message === "invoices sent" && line.simulationId === id)
      .flatMap(line => line.invoices as string[])
    expect(sent.length).toBe(10)
    expect(logged.sort()).toEqual(sent.map(invoice => invoice.id).sort())
  })

  it("runs beside others and stops when it is told to, while they go on", async () => {
    const [first, second] = [await start({ rate: 20 }), await start({ rate: 20 })]
    await vi.waitFor(async () => {
      for (const { id } of [first, second]) expect((await read(id)).sent).toBeGreaterThan(0)
    }, 8_000)

    const stopped = await stop(first.id)
    await new Promise(resolve => setTimeout(resolve, 2_500))
    const [atFirst, other] = [await read(first.id), await read(second.id)]
    await new Promise(resolve => setTimeout(resolve, 2_000))

    expect(stopped).toMatchObject({ id: first.id, status: "stopped", endedAt: expect.any(String) })
    expect(await read(first.id)).toEqual(atFirst)
    expect((await read(second.id)).sent).toBeGreaterThan(other.sent)
    expect(await stop(first.id)).toEqual(atFirst)
    await stop(second.id)
  })

  it("goes on in another invocation when the time of one is over, and sends no invoice more or less", async () => {
    runTime = 9_500 // 1.5 s beside what a runner keeps for its end
    const { id } = await start({ rate: 20, seconds: 4 }, { "x-correlation-id": "sim-handed-over" })

    const ended = await untilEnded(id)

    const invoices = (await readStream()).filter(({ correlationid }) => correlationid === "sim-handed-over")
    expect(ended).toMatchObject({ status: "finished", sent: 80 })
    expect(invoices).toHaveLength(80)
    expect(invoked.length).toBeGreaterThanOrEqual(2)
    expect(new Set(invoked)).toEqual(new Set([`facturo-${cloud.stage}-simulate {"simulationId":"${id}"}`]))
  })

  it("is started by the schedule when it has no runner, by one runner only", async () => {
    areRunning = false
    const { id } = await start({ rate: 10, seconds: 1 })
    areRunning = true

    await simulate({}, { getRemainingTimeInMillis: () => 90_000 })
    await vi.waitFor(() => expect(invoked).toHaveLength(2))
    await simulate({}, { getRemainingTimeInMillis: () => 90_000 })
    await simulate({ simulationId: id }, { getRemainingTimeInMillis: () => 90_000 })

    expect(invoked).toHaveLength(2)
    expect(await untilEnded(id)).toMatchObject({ status: "finished", sent: 10 })
    await simulate({}, { getRemainingTimeInMillis: () => 90_000 })
    expect(invoked).toHaveLength(2)
  })

  it("is listed, newest first, in pages", async () => {
    const first = await call("GET", "/simulations", { query: { limit: "2" } })
    const [newest, before] = JSON.parse(first.body) as Simulation[]
    const cursor = /cursor=([^&>]+)/.exec(String(first.headers?.link))?.[1]
    const second = await call("GET", "/simulations", { query: { limit: "2", cursor: cursor ?? "" } })

    const [next] = JSON.parse(second.body) as Simulation[]
    expect((newest as Simulation).createdAt > (before as Simulation).createdAt).toBe(true)
    expect((before as Simulation).createdAt > (next as Simulation).createdAt).toBe(true)
    expect(Object.keys(next as Simulation).sort()).toEqual(
      [
        "createdAt",
        "endedAt",
        "id",
        "note",
        "rate",
        "seconds",
        "sent",
        "skipped",
        "status",
        "updatedAt",
      ].sort(),
    )
  })

  it.each([
    [{}, "rate"],
    [{ rate: 0 }, "rate"],
    [{ rate: -1 }, "rate"],
    [{ rate: 2001 }, "rate"],
    [{ rate: "fast" }, "rate"],
    [{ rate: 1, seconds: 0 }, "seconds"],
    [{ rate: 1, extra: true }, "extra"],
  ])("is refused for %j, naming %s", async (body, path) => {
    const reply = await call("POST", "/simulations", { body })

    expect(reply.statusCode).toBe(422)
    expect(JSON.parse(reply.body).errors[0].path).toBe(path)
    expect(invoked).toEqual([])
  })

  it.each(["GET", "DELETE"])("is 404 to %s when it does not exist", async method => {
    const reply = await call(method, "/simulations/{id}", { id: "running#nope" })

    expect(reply.statusCode).toBe(404)
  })
})

type Parts = { id?: string; query?: Record<string, string>; headers?: Record<string, string>; body?: unknown }

function call(method: string, path: string, { id, query, headers = {}, body }: Parts = {}) {
  const event = {
    httpMethod: method,
    resource: `/producer-service${path}`,
    path: `/producer-service${path.replace("{id}", id ?? "")}`,
    pathParameters: id ? { id } : null,
    queryStringParameters: query ?? null,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
  }
  return handler(event as unknown as APIGatewayProxyEvent, {} as Context)
}

async function start(body: unknown, headers?: Record<string, string>): Promise<Simulation> {
  const reply = await call("POST", "/simulations", { body, headers })
  expect(reply.statusCode).toBe(201)
  const started = JSON.parse(reply.body) as Simulation
  expect(reply.headers?.location).toBe(`/producer-service/simulations/${started.id}`)
  return started
}

async function read(id: string): Promise<Simulation> {
  return JSON.parse((await call("GET", "/simulations/{id}", { id })).body)
}

async function stop(id: string): Promise<Simulation> {
  const reply = await call("DELETE", "/simulations/{id}", { id })
  expect(reply.statusCode).toBe(200)
  return JSON.parse(reply.body)
}

const untilEnded = (id: string): Promise<Simulation> =>
  vi.waitFor(
    async () => {
      const now = await read(id)
      expect(now.status).not.toBe("running")
      return now
    },
    { timeout: 15_000, interval: 100 },
  )

/** Everything that is on the stream, as its consumers read it. */
async function readStream(): Promise<InvoiceIssued[]> {
  const { kinesis } = cloud.clients
  const StreamName = `facturo-${cloud.stage}-invoices`
  const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName }))
  const invoices: InvoiceIssued[] = []
  for (const { ShardId } of Shards) {
    const ShardIteratorType = "TRIM_HORIZON"
    let { ShardIterator } = await kinesis.send(
      new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType }),
    )
    for (let isMore = true; isMore; ) {
      const page = await kinesis.send(new GetRecordsCommand({ ShardIterator }))
      for (const { Data } of page.Records ?? []) {
        const { invoice, poison } = readInvoice(Data as Uint8Array)
        expect(poison).toBeUndefined()
        if (invoice) invoices.push(invoice)
      }
      ShardIterator = page.NextShardIterator
      isMore = (page.Records?.length ?? 0) > 0
    }
  }
  return invoices
}

async function serve(
  answer: (path: string, body: string) => { status: number; body?: unknown },
): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = ""
    for await (const piece of request) body += piece
    const reply = answer(request.url ?? "", body)
    response.writeHead(reply.status, { "content-type": "application/json" })
    response.end(reply.body === undefined ? "" : JSON.stringify(reply.body))
  })
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
