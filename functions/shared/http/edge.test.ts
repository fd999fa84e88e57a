import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda"
import fc from "fast-check"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import * as z from "zod"
import { startTestCloud, type TestCloud } from "../../../test/stack/cloud.ts"
import { ConflictError } from "../errors.ts"
import type { Endpoint } from "./endpoint.ts"
import { idFor } from "./idempotency-key.ts"
import { ifMatchOf, requireMatch } from "./if-match.ts"

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>

let cloud: TestCloud
let handler: Handler
let other: Handler

/** What the service under test did, and what it is to do next. */
const things: { id: string; name: string }[] = []
let next: (made: { id: string; name: string }) => Promise<void> = async () => {}

beforeAll(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = "SILENT"
  process.env.IDEMPOTENCY_WAIT_MS = "4000"
  cloud = await startTestCloud()
  const { endpoint } = await import("./endpoint.ts")
  const { httpService } = await import("./service.ts")
  const thing = z.object({ id: z.string(), name: z.string(), version: z.int() })
  const endpointsOf = (service: string): Endpoint[] => [
    endpoint({
      method: "POST",
      path: `/${service}/things`,
      summary: "Makes a thing.",
      body: z.strictObject({ name: z.string().min(1) }),
      answers: { 201: thing },
      wantsKey: true,
      async handle(request) {
        const made = { id: idFor(request), name: request.body.name }
        await next(made)
        things.push(made)
        return { status: 201, body: { ...made, version: 1 }, headers: { location: `/things/${made.id}` } }
      },
    }),
    endpoint({
      method: "GET",
      path: `/${service}/things`,
      summary: "Gives a thing.",
      answers: { 200: thing },
      revalidates: true,
      handle: async () => ({ status: 200, body: { id: "1", name: "a", version: 3 } }),
    }),
    endpoint({
      method: "GET",
      path: `/${service}/unsteady`,
      summary: "Gives a thing that shows more than its own version.",
      answers: { 200: thing },
      handle: async () => ({ status: 200, body: { id: "1", name: "a", version: 3 } }),
    }),
    endpoint({
      method: "PUT",
      path: `/${service}/things`,
      summary: "Replaces a thing.",
      body: z.strictObject({ name: z.string() }),
      answers: { 200: thing },
      async handle({ body, ifMatch }) {
        requireMatch(ifMatch, "thing", { id: "1", version: 3 })
        return { status: 200, body: { id: "1", ...body, version: 4 } }
      },
    }),
  ]
  handler = httpService("test-service", endpointsOf("test-service"))
  other = httpService("other-service", endpointsOf("other-service"))
}, 60_000)

afterAll(() => cloud?.stop())

beforeEach(() => {
  things.length = 0
  next = async () => {}
})

/** Calls a service as API Gateway does. The Lambda has `seconds` left. */
async function call(
  method: string,
  path: string,
  { body = undefined as unknown, headers = {} as Record<string, string>, seconds = 15 } = {},
) {
  const event = {
    httpMethod: method,
    resource: path,
    path,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  }
  const end = Date.now() + seconds * 1000
  const context = { getRemainingTimeInMillis: () => Math.max(0, end - Date.now()) } as Context
  const run = path.startsWith("/other") ? other : handler
  const answer = await run(event as unknown as APIGatewayProxyEvent, context)
  const { "x-correlation-id": _, ...rest } = answer.headers as Record<string, string>
  return {
    status: answer.statusCode,
    headers: rest,
    body: answer.body === "" ? undefined : JSON.parse(answer.body),
  }
}

const make = (name: string, key?: string, options = {}) =>
  call("POST", "/test-service/things", {
    body: { name },
    headers: key ? { "Idempotency-Key": key } : {},
    ...options,
  })

describe("a POST with an Idempotency-Key", () => {
  it("is done once by 200 at once, and all get the same answer", async () => {
    next = () => new Promise(resolve => setTimeout(resolve, 300))

    const answers = await Promise.all(Array.from({ length: 200 }, () => make("pen", "many")))

    expect(things).toHaveLength(1)
    expect(answers[0]).toMatchObject({ status: 201, body: { name: "pen" }, headers: { etag: '"1"' } })
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  it("gives its answer again later, whatever the body's white space and order", async () => {
    const first = await make("pen", "later")

    expect(await make("pen", "later")).toEqual(first)
    expect(things).toHaveLength(1)
  })

  it("and another body is refused, whether the first is done or still at work", async () => {
    let release = () => {}
    next = () => new Promise(resolve => (release = resolve))
    const first = make("pen", "other-body")
    await new Promise(resolve => setTimeout(resolve, 100))

    const during = await make("pencil", "other-body")
    release()
    await first
    const after = await make("pencil", "other-body")

    for (const answer of [during, after]) {
      expect(answer.status).toBe(422)
      expect(answer.body.errors[0].path).toBe("Idempotency-Key")
    }
    expect(things.map(({ name }) => name)).toEqual(["pen"])
  })

  it("means another request at another service and another path", async () => {
    await make("pen", "scope")
    await call("POST", "/other-service/things", {
      body: { name: "lamp" },
      headers: { "idempotency-key": "scope" },
    })

    expect(things.map(({ name }) => name)).toEqual(["pen", "lamp"])
    expect(things[0]?.id).not.toBe(things[1]?.id)
  })

  it("is 409 when the first is still at work after the wait, and works when it is done", async () => {
    let release = () => {}
    next = () => new Promise(resolve => (release = resolve))
    const first = make("pen", "slow")
    await new Promise(resolve => setTimeout(resolve, 100))

    const repeat = await make("pen", "slow", { seconds: 1.5 })

    expect(repeat.status).toBe(409)
    release()
    expect(await make("pen", "slow")).toEqual(await first)
    expect(things).toHaveLength(1)
  })

  it.each([
    ["a failure of ours", () => new Error("out of order"), 500],
    ["a conflict", () => new ConflictError("not now"), 409],
  ])("that ended in %s is tried again by a repeat", async (_, error, status) => {
    next = async () => {
      next = async () => {}
      throw error()
    }

    expect((await make("pen", `again-${status}`)).status).toBe(status)
    expect((await make("pen", `again-${status}`)).status).toBe(201)
    expect(things).toHaveLength(1)
  })

  it("whose handler never came back is done again after its time, and meets the same id", async () => {
    const ids: string[] = []
    next = made => {
      ids.push(made.id)
      next = async again => void ids.push(again.id)
      return new Promise(() => {}) // as a Lambda that is frozen, or killed
    }
    void make("pen", "crash", { seconds: 1 })
    await new Promise(resolve => setTimeout(resolve, 100))

    const repeat = await make("pen", "crash")

    expect(repeat.status).toBe(201)
    expect(ids).toEqual([repeat.body.id, repeat.body.id])
  })

  it("needs good input before its key counts for anything", async () => {
    expect((await make("", "invalid")).status).toBe(422)
    expect((await make("pen", "invalid")).status).toBe(201)
  })

  it.each(["", "a b", "é", "x".repeat(256)])("%j is refused as a key", async key => {
    const answer = await call("POST", "/test-service/things", {
      body: { name: "pen" },
      headers: { "idempotency-key": key },
    })

    expect(answer.status).toBe(400)
    expect(things).toHaveLength(0)
  })

  it("is warned of when it has none, and done", async () => {
    const without = await make("pen")

    expect(without.status).toBe(201)
    expect(without.headers.warning).toMatch(/^299 - ".*Idempotency-Key.*"$/)
    expect((await make("pen", "with")).headers.warning).toBeUndefined()
  })
})

describe("an ETag", () => {
  it("is the version, and lets a client keep what it has", async () => {
    const answer = await call("GET", "/test-service/things")

    expect(answer.headers).toMatchObject({ etag: '"3"', "cache-control": "no-cache" })
    for (const known of ['"3"', 'W/"3"', '"1", "3"', "*"]) {
      const again = await call("GET", "/test-service/things", { headers: { "If-None-Match": known } })
      expect([known, again.status, again.body]).toEqual([known, 304, undefined])
    }
    expect((await call("GET", "/test-service/things", { headers: { "if-none-match": '"2"' } })).status).toBe(
      200,
    )
  })

  it("does not let it keep what shows more than the version tells", async () => {
    const answer = await call("GET", "/test-service/unsteady", { headers: { "if-none-match": '"3"' } })

    expect(answer.status).toBe(200)
    expect(answer.headers["cache-control"]).toBe("no-store")
  })
})

describe("If-Match", () => {
  it.each([
    ['"3"', 200],
    ["*", 200],
    ['"1", "3"', 200],
    ['"2"', 412],
    ['W/"3"', 412], // the comparison is a strong one
    ['"03"', 412],
    ['""', 412],
    ['"a tag, of another API"', 400], // a space is not allowed in a tag
    ["3", 400],
    ['"3', 400],
    ["", 400],
  ])("%s for version 3 is %i", async (ifMatch, status) => {
    const answer = await call("PUT", "/test-service/things", {
      body: { name: "b" },
      headers: { "If-Match": ifMatch },
    })

    expect(answer.status).toBe(status)
    expect(answer.headers.warning).toBeUndefined()
  })

  it("left out lets a PUT replace whatever is there, with a warning", async () => {
    const answer = await call("PUT", "/test-service/things", { body: { name: "b" } })

    expect(answer.status).toBe(200)
    expect(answer.headers).toMatchObject({
      etag: '"4"',
      warning: expect.stringMatching(/^299 - ".*If-Match.*"$/),
    })
  })

  it("gives every version back that is in a list, and no other", () => {
    const versions = fc.array(fc.nat(), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(versions, versions, (strong, weak) => {
        const tags = [...strong.map(version => `"${version}"`), ...weak.map(version => `W/"${version}"`)]
        expect(ifMatchOf({ headers: { "If-Match": tags.join(" , ") } })).toEqual(strong)
      }),
    )
  })

  it("that is hostile is refused as fast as another", () => {
    const start = performance.now()

    for (const part of [" , ", ",", '"1" ', " "]) {
      expect(() => ifMatchOf({ headers: { "if-match": `"1"${part.repeat(2000)}x` } })).toThrow(/entity tags/)
    }

    expect(performance.now() - start).toBeLessThan(1000)
  })
})
