import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { PutParameterCommand } from "@aws-sdk/client-ssm"
import { UpdateCommand } from "@aws-sdk/lib-dynamodb"
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda"
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest"
import { startTestCloud, type TestCloud } from "../../test/stack/cloud.ts"
import type { Job } from "./schema.ts"

/** A context with this much time, in milliseconds, from now on. */
const withTime = (ms: number) => {
  const end = Date.now() + ms
  return { getRemainingTimeInMillis: () => end - Date.now() }
}
const plenty = 900_000

let cloud: TestCloud
let handler: (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>
let discount: typeof import("./run-discount.ts").handler
let dynamodb: typeof import("../shared/aws/dynamodb.ts").dynamodb
const servers: Server[] = []

/** The function's invocations; they are run when `areRunning`, and refused when not `canInvoke`. */
const invoked: string[] = []
let areRunning = true
let canInvoke = true

/** Billing, as far as it matters here: bills 0..n-1, some with a discount; and what goes wrong. */
const billing = {
  bills: [] as boolean[],
  steps: [] as { campaign: string; rate: number; cursor?: string }[],
  /** Called before each step, with its number; may answer in its place, or wait. */
  disturb: (_step: number): { status: number; body?: unknown } | Promise<undefined> | undefined => undefined,
}

beforeAll(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = "SILENT"
  const lambdaUrl = await serve((path, body) => {
    if (!canInvoke) return { status: 404, body: { Message: "Function not found" } }
    invoked.push(`${/functions\/([^/]+)\/invocations/.exec(path)?.[1]} ${body}`)
    if (areRunning) void discount(JSON.parse(body), withTime(plenty))
    return { status: 202 }
  })
  const apiUrl = await serve(async (path, body) => {
    const address = new URL(path, "http://billing")
    if (address.pathname.endsWith("/preview")) {
      const from = Number(address.searchParams.get("cursor") ?? 0)
      const bills = billing.bills.slice(from, from + 100).filter(has => !has).length
      const cursor = from + 100 < billing.bills.length ? String(from + 100) : undefined
      return { status: 200, body: { bills, amount: bills * 0.1, cursor } }
    }
    const step = JSON.parse(body)
    billing.steps.push(step)
    const disturbed = await billing.disturb(billing.steps.length)
    return disturbed ?? { status: 200, body: stepOf(!address.pathname.endsWith("/undo"), step) }
  })
  cloud = await startTestCloud({ lambdaUrl, apiUrl })
  ;({ handler } = await import("./http.ts"))
  ;({ handler: discount } = await import("./run-discount.ts"))
  ;({ dynamodb } = await import("../shared/aws/dynamodb.ts"))
}, 60_000)

afterAll(async () => {
  for (const server of servers) server.closeAllConnections()
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))))
  await cloud?.stop()
})

beforeEach(() => {
  invoked.length = 0
  areRunning = true
  canInvoke = true
  Object.assign(billing, { bills: Array(250).fill(false), steps: [], disturb: () => undefined })
})

describe("a discount job", () => {
  it("goes over all bills in steps of 100, counts them, and is completed", async () => {
    const started = await start({ type: "discount", rate: "0.25", campaign: "autumn" })

    const ended = await untilEnded(started.id)

    expect(started).toMatchObject({
      status: "running",
      read: 0,
      campaign: "autumn",
      rate: 0.25,
      endedAt: null,
    })
    expect(invoked).toEqual([`facturo-${cloud.stage}-discount {"jobId":"${started.id}"}`])
    expect(ended).toMatchObject({
      status: "completed",
      read: 250,
      written: 250,
      skipped: 0,
      failed: 0,
      error: null,
    })
    expect(ended.endedAt).not.toBeNull()
    expect(billing.steps.map(({ campaign, rate }) => `${campaign} ${rate}`)).toEqual(
      Array(3).fill("autumn 0.25"),
    )
    expect(billing.bills.every(Boolean)).toBe(true)
  })

  it("shows its counts while it runs", async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    billing.disturb = step => (step === 3 ? promise : undefined)
    const { id } = await start({ type: "discount" })

    await vi.waitFor(() => expect(billing.steps).toHaveLength(3))
    const halfway = await read(id)
    resolve(undefined)

    expect(halfway).toMatchObject({ status: "running", read: 200, written: 200 })
    expect((await untilEnded(id)).read).toBe(250)
  })

  it("takes its rate from the configuration, which can be changed while it runs", async () => {
    const before = await start({ type: "discount" })
    const Name = `/facturo/${cloud.stage}/batch-service/discount-rate`
    await cloud.clients.ssm.send(new PutParameterCommand({ Name, Value: "0.15", Overwrite: true }))
    await new Promise(resolve => setTimeout(resolve, 1_100)) // the settings' cache time in tests

    const after = await start({ type: "discount" })

    expect([before.rate, after.rate]).toEqual([0.3, 0.15])
    expect(before.campaign).toMatch(/^discount-\d{4}-/)
    await Promise.all([untilEnded(before.id), untilEnded(after.id)])
  })

  it("is refused for a campaign that is complete, is running, or has failed, and says which", async () => {
    const { id } = await start({ type: "discount", campaign: "once" })
    await untilEnded(id)
    areRunning = false
    await start({ type: "discount", campaign: "now" })

    const complete = await call("POST", "/jobs", { body: { type: "discount", campaign: "once" } })
    const running = await call("POST", "/jobs", { body: { type: "discount", campaign: "now" } })

    expect(complete.statusCode).toBe(409)
    expect(JSON.parse(complete.body).detail).toBe(`The campaign "once" is complete: job ${id}.`)
    expect(running.statusCode).toBe(409)
    expect(JSON.parse(running.body).detail).toMatch(/^The campaign "now" is running: job /)
  })

  it("makes one job of twenty requests for one campaign at once", async () => {
    const body = { type: "discount", campaign: "race" }

    const replies = await Promise.all(Array.from({ length: 20 }, () => call("POST", "/jobs", { body })))

    const created = replies.filter(({ statusCode }) => statusCode === 201)
    expect(created).toHaveLength(1)
    expect(replies.filter(({ statusCode }) => statusCode === 409)).toHaveLength(19)
    await untilEnded(JSON.parse(created[0]?.body ?? "").id)
  })

  it("tries a step again that billing did not answer", async () => {
    billing.disturb = step => (step === 2 ? { status: 503 } : undefined)
    const { id } = await start({ type: "discount" })

    const ended = await untilEnded(id)

    expect(ended).toMatchObject({ status: "completed", read: 250, written: 250 })
    expect(billing.steps).toHaveLength(4)
    expect(billing.steps[2]).toEqual(billing.steps[1])
  })

  it("fails with the reason after all tries, and goes on from its place when it is restarted", async () => {
    billing.disturb = step => (step >= 2 ? { status: 503 } : undefined)
    const { id } = await start({ type: "discount", campaign: "broken" })
    const failed = await untilEnded(id)
    billing.disturb = () => undefined
    billing.steps.length = 0

    const reply = await call("POST", "/jobs/{id}/restart", { id })
    const ended = await untilEnded(id)

    expect(failed).toMatchObject({ status: "failed", read: 100, written: 100 })
    expect(failed.error).toBe("billing-service answered 503 to POST /discounts.")
    expect(reply.statusCode).toBe(200)
    expect(JSON.parse(reply.body)).toMatchObject({ id, status: "running", error: null, endedAt: null })
    expect(ended).toMatchObject({ status: "completed", read: 250, written: 250, failed: 0 })
    expect(billing.steps[0]?.cursor).toBe("100")
  })

  it("fails at once when billing refuses a step", async () => {
    billing.disturb = () => ({ status: 422, body: { detail: "rate: must be at most 1" } })
    const { id } = await start({ type: "discount" })

    const ended = await untilEnded(id)

    expect(ended).toMatchObject({
      status: "failed",
      error: "billing-service answered 422: rate: must be at most 1",
    })
    expect(billing.steps).toHaveLength(1)
  })

  it("counts bills that could not be written, and begins again at the first when it is restarted", async () => {
    const step = { read: 100, written: 97, skipped: 1, failed: 2, cursor: undefined }
    billing.disturb = n => (n === 1 ? { status: 200, body: step } : undefined)
    const { id } = await start({ type: "discount" })
    const failed = await untilEnded(id)
    billing.bills = [...Array(97).fill(true), false, false]

    await call("POST", "/jobs/{id}/restart", { id })
    const ended = await untilEnded(id)

    expect(failed).toMatchObject({ status: "failed", read: 100, written: 97, skipped: 1, failed: 2 })
    expect(failed.error).toBe("2 bills could not be written; a restart tries them again.")
    expect(ended).toMatchObject({ status: "completed", read: 99, written: 99, skipped: 0, failed: 0 })
  })

  it("cannot be restarted when it is complete or running, and says why", async () => {
    const { id } = await start({ type: "discount" })
    await untilEnded(id)
    areRunning = false
    const { id: waiting } = await start({ type: "discount" })

    const complete = await call("POST", "/jobs/{id}/restart", { id })
    const running = await call("POST", "/jobs/{id}/restart", { id: waiting })

    expect(complete.statusCode).toBe(409)
    expect(JSON.parse(complete.body).detail).toBe(`The job ${id} is complete; there is nothing left to do.`)
    expect(running.statusCode).toBe(409)
    expect(JSON.parse(running.body).detail).toMatch(/is running\. Should its runner have died, .* from 20/)
  })

  it("can be restarted when its runner has died, and the dead one's late step counts nothing", async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>()
    billing.disturb = step => (step === 2 ? promise : undefined)
    const { id } = await start({ type: "discount" })
    await vi.waitFor(() => expect(billing.steps).toHaveLength(2))
    await expireLease(id)

    const reply = await call("POST", "/jobs/{id}/restart", { id })
    const ended = await untilEnded(id)
    resolve(undefined)
    await new Promise(done => setTimeout(done, 200))

    expect(reply.statusCode).toBe(200)
    expect(ended).toMatchObject({ status: "completed", read: 250, written: 250 })
    expect(await read(id)).toEqual(ended)
  })

  it("goes on in another invocation when the time of one is over", async () => {
    areRunning = false
    const { id } = await start({ type: "discount" })
    let steps = 0
    billing.disturb = () => void steps++
    areRunning = true

    // Time for one step, by the second look at the clock nearly none.
    await discount({ jobId: id }, { getRemainingTimeInMillis: () => (steps === 0 ? plenty : 1_000) })

    expect(await untilEnded(id)).toMatchObject({ status: "completed", read: 250, written: 250 })
    expect(billing.steps.map(({ cursor }) => cursor)).toEqual([undefined, "100", "200"])
    expect(invoked).toEqual(Array(2).fill(`facturo-${cloud.stage}-discount {"jobId":"${id}"}`))
  })

  it("has one runner, however often it is invoked", async () => {
    areRunning = false
    const { id } = await start({ type: "discount" })

    await Promise.all(Array.from({ length: 8 }, () => discount({ jobId: id }, withTime(plenty))))

    expect(await read(id)).toMatchObject({ status: "completed", read: 250, written: 250 })
    expect(billing.steps).toHaveLength(3)
  })

  it("is made and run to its end when the function is invoked by hand", async () => {
    const job = await discount({}, withTime(plenty))

    expect(job).toMatchObject({ status: "completed", read: 250, written: 250 })
    expect(job?.campaign).toMatch(/^discount-/)
    expect(await read(job?.id ?? "")).toEqual(job)
  })

  it("is one a night by the schedule, and goes on when the night's event is delivered again", async () => {
    const event = { "detail-type": "Scheduled Event", time: "2026-11-22T02:00:00Z" }
    billing.disturb = step => (step === 2 ? { status: 422 } : undefined)

    const first = await discount(event, withTime(plenty))
    const again = await discount(event, withTime(plenty))
    const onceMore = await discount(event, withTime(plenty))

    expect(first).toMatchObject({ campaign: "nightly-2026-11-22", status: "failed", read: 100 })
    expect(again).toMatchObject({ id: first?.id, status: "completed", read: 250, written: 250 })
    expect(onceMore).toEqual(again)
  })

  it("is failed and can be restarted when its runner could not be started", async () => {
    canInvoke = false
    const reply = await call("POST", "/jobs", { body: { type: "discount", campaign: "unstarted" } })
    const [job] = JSON.parse((await call("GET", "/jobs", { query: { limit: "1" } })).body) as [Job]
    canInvoke = true
    await call("POST", "/jobs/{id}/restart", { id: job.id })

    expect(reply.statusCode).toBe(502)
    expect(job).toMatchObject({ campaign: "unstarted", status: "failed", error: "It could not be started." })
    expect(await untilEnded(job.id)).toMatchObject({ status: "completed", read: 250 })
  })

  it("is listed, newest first, in pages, and campaigns are not", async () => {
    const all: Job[] = []
    let cursor: string | undefined
    do {
      const page = await call("GET", "/jobs", { query: { limit: "4", ...(cursor ? { cursor } : {}) } })
      all.push(...(JSON.parse(page.body) as Job[]))
      cursor = /cursor=([^&>]+)/.exec(String(page.headers?.link ?? ""))?.[1]
    } while (cursor)

    const times = all.map(({ startedAt }) => startedAt)
    expect(times).toEqual([...times].sort().reverse())
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(10)
    expect(Object.keys(all[0] as Job)).not.toContain("leaseUntil")
  })

  it.each([
    [{}, "type"],
    [{ type: "other" }, "type"],
    [{ type: "discount", rate: 0 }, "rate"],
    [{ type: "discount", rate: 1.01 }, "rate"],
    [{ type: "discount", rate: "much" }, "rate"],
    [{ type: "discount", campaign: " " }, "campaign"],
    [{ type: "discount", extra: 1 }, "extra"],
  ])("is refused for %j, naming %s", async (body, path) => {
    const reply = await call("POST", "/jobs", { body })

    expect(reply.statusCode).toBe(422)
    expect(JSON.parse(reply.body).errors[0].path).toBe(path)
  })

  it("is previewed: how many bills there are, and how much would be taken off, to the cent", async () => {
    billing.bills = [...Array(250).fill(false), ...Array(50).fill(true)]

    const reply = await call("GET", "/jobs/preview", { query: { rate: "0.25" } })
    const rest = await call("GET", "/jobs/preview", { query: { rate: "0.25", cursor: "200" } })

    expect(JSON.parse(reply.body)).toEqual({ rate: 0.25, bills: 250, amount: 25 })
    expect(JSON.parse(rest.body)).toEqual({ rate: 0.25, bills: 50, amount: 5 })
    expect(billing.steps).toHaveLength(0)
  })

  it("is taken back by a job of its own, once, and cannot be restarted then", async () => {
    const { id } = await start({ type: "discount", rate: 0.2, campaign: "regretted" })
    await untilEnded(id)

    const replies = await Promise.all(
      Array.from({ length: 5 }, () => call("POST", "/jobs/{id}/undo", { id })),
    )
    const created = replies.filter(({ statusCode }) => statusCode === 201)
    const undo = JSON.parse(created[0]?.body ?? "{}") as Job
    const ended = await untilEnded(undo.id)
    const refused = {
      again: await call("POST", "/jobs/{id}/undo", { id }),
      back: await call("POST", "/jobs/{id}/undo", { id: undo.id }),
      restart: await call("POST", "/jobs/{id}/restart", { id }),
      campaign: await call("POST", "/jobs", { body: { type: "discount", campaign: "regretted" } }),
    }

    expect(created).toHaveLength(1)
    expect(ended).toMatchObject({
      type: "undo-discount",
      campaign: "regretted",
      rate: 0.2,
      undoes: id,
      status: "completed",
      written: 250,
    })
    expect(await read(id)).toMatchObject({ undoneBy: undo.id, status: "completed" })
    expect(billing.bills.some(Boolean)).toBe(false)
    for (const [name, { statusCode }] of Object.entries(refused))
      expect([name, statusCode]).toEqual([name, 409])
    expect(JSON.parse(refused.again.body).detail).toBe(
      `The job ${id} is taken back already, by the job ${undo.id}.`,
    )
  })

  it("cannot be taken back while it runs; its undo goes on from its place after a failure", async () => {
    areRunning = false
    const { id } = await start({ type: "discount" })
    const early = await call("POST", "/jobs/{id}/undo", { id })
    areRunning = true
    await discount({ jobId: id }, withTime(plenty))
    billing.steps.length = 0
    billing.disturb = step => (step === 2 ? { status: 422 } : undefined)

    const undo = JSON.parse((await call("POST", "/jobs/{id}/undo", { id })).body) as Job
    const failed = await untilEnded(undo.id)
    await call("POST", "/jobs/{id}/restart", { id: undo.id })
    const ended = await untilEnded(undo.id)

    expect(early.statusCode).toBe(409)
    expect(JSON.parse(early.body).detail).toBe(
      `The job ${id} is running. It can be taken back when it has ended.`,
    )
    expect(failed).toMatchObject({ status: "failed", read: 100 })
    expect(ended).toMatchObject({ status: "completed", read: 250, written: 250 })
    expect(billing.steps.map(({ cursor }) => cursor)).toEqual([undefined, "100", "100", "200"])
  })

  it.each([
    ["GET", "/jobs/{id}"],
    ["POST", "/jobs/{id}/restart"],
    ["POST", "/jobs/{id}/undo"],
  ])("is 404 to %s %s when it does not exist", async (method, path) => {
    expect((await call(method, path, { id: "campaign#once" })).statusCode).toBe(404)
  })
})

/** The next 100 bills from the cursor on, as billing does it: one that is as it should be is counted as written. */
function stepOf(discounted: boolean, { cursor, limit }: { cursor?: string; limit: number }) {
  const from = Number(cursor ?? 0)
  const read = billing.bills.slice(from, from + limit).length
  billing.bills.fill(discounted, from, from + read)
  const next = from + limit < billing.bills.length ? String(from + limit) : undefined
  return { read, written: read, skipped: 0, failed: 0, cursor: next }
}

type Parts = { id?: string; query?: Record<string, string>; body?: unknown }

function call(method: string, path: string, { id, query, body }: Parts = {}) {
  const event = {
    httpMethod: method,
    resource: `/batch-service${path}`,
    path: `/batch-service${path.replace("{id}", id ?? "")}`,
    pathParameters: id ? { id } : null,
    queryStringParameters: query ?? null,
    headers: {},
    body: body === undefined ? null : JSON.stringify(body),
    isBase64Encoded: false,
  }
  return handler(event as unknown as APIGatewayProxyEvent, {} as Context)
}

async function start(body: unknown): Promise<Job> {
  const reply = await call("POST", "/jobs", { body })
  expect(reply.statusCode).toBe(201)
  const job = JSON.parse(reply.body) as Job
  expect(reply.headers?.location).toBe(`/batch-service/jobs/${job.id}`)
  return job
}

async function read(id: string): Promise<Job> {
  return JSON.parse((await call("GET", "/jobs/{id}", { id })).body)
}

const untilEnded = (id: string): Promise<Job> =>
  vi.waitFor(
    async () => {
      const job = await read(id)
      expect(job.status).not.toBe("running")
      return job
    },
    { timeout: 15_000, interval: 50 },
  )

/** Makes the runner of a job look dead, as two minutes without a sign of life would. */
async function expireLease(id: string): Promise<void> {
  await dynamodb.send(
    new UpdateCommand({
      TableName: `facturo-${cloud.stage}-jobs`,
      Key: { id },
      UpdateExpression: "SET leaseUntil = :past",
      ExpressionAttributeValues: { ":past": Date.now() - 1 },
    }),
  )
}

type Reply = { status: number; body?: unknown }

async function serve(answer: (path: string, body: string) => Reply | Promise<Reply>): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = ""
    for await (const piece of request) body += piece
    const reply = await answer(request.url ?? "", body)
    response.writeHead(reply.status, { "content-type": "application/json" })
    response.end(reply.body === undefined ? "{}" : JSON.stringify(reply.body))
  })
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
