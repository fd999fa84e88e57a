import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import {
  CreateServiceCommand,
  ListNamespacesCommand,
  RegisterInstanceCommand,
} from "@aws-sdk/client-servicediscovery"
import { PutParameterCommand } from "@aws-sdk/client-ssm"
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { startTestCloud, type TestCloud } from "../../test/stack/cloud.ts"

type Received = { method: string; url: string; rawHeaders: string[]; body: Buffer }
type Answering = (request: IncomingMessage, response: ServerResponse) => void

let cloud: TestCloud
let handler: (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>
const servers: Server[] = []
const received: Received[] = []
let answer: Answering

beforeAll(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = "SILENT"
  cloud = await startTestCloud()
  ;({ handler } = await import("./http.ts"))
  await register("demo-service", `${await serve((...args) => answer(...args))}/base/`)
}, 60_000)

afterAll(async () => {
  for (const server of servers) server.closeAllConnections()
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))))
  await cloud?.stop()
})

beforeEach(() => {
  received.length = 0
  answer = (_, response) => response.end("ok")
})

describe("the gateway", () => {
  it("passes on method, path, query, headers and body of a request to a service that has just registered", async () => {
    await call("PATCH", "/DEMO-service/things/a%20b/", {
      query: { tag: ["b", "a"], q: ["1 & 2"] },
      headers: { "X-Custom": ["one", "two"], "Content-Type": ["text/plain"], Cookie: ["a=1; b=2"] },
      body: "héllo",
    })

    const [request] = received as [Received]
    expect(request).toMatchObject({
      method: "PATCH",
      url: "/base/things/a%20b/?tag=b&tag=a&q=1%20%26%202",
    })
    expect(request.body.toString()).toBe("héllo")
    expect(valuesOf(request, "x-custom")).toEqual(["one", "two"])
    expect(valuesOf(request, "cookie")).toEqual(["a=1; b=2"])
    expect(valuesOf(request, "content-type")).toEqual(["text/plain"])
    expect(valuesOf(request, "content-length")).toEqual(["6"])
  })

  it("passes on every byte of a binary body, both ways", async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, n) => n))
    answer = (_, response) => response.setHeader("content-type", "image/png").end(bytes)

    const reply = await call("POST", "/demo-service/image", {
      body: bytes.toString("base64"),
      isBase64Encoded: true,
    })

    expect(received[0]?.body.equals(bytes)).toBe(true)
    expect(reply.isBase64Encoded).toBe(true)
    expect(Buffer.from(reply.body, "base64").equals(bytes)).toBe(true)
  })

  it("drops hop-by-hop headers and Host, and adds where the request came from", async () => {
    const headers = {
      Host: ["api.example"],
      Connection: ["keep-alive, X-Private"],
      "X-Private": ["1"],
      "Keep-Alive": ["timeout=5"],
      TE: ["trailers"],
      Upgrade: ["websocket"],
      "Proxy-Authorization": ["Basic x"],
      "X-Forwarded-For": ["203.0.113.7"],
      "x-correlation-id": ["corr-1"],
    }

    const reply = await call("GET", "/demo-service/x", { headers })

    const [request] = received as [Received]
    for (const name of ["x-private", "keep-alive", "te", "upgrade", "proxy-authorization"]) {
      expect(valuesOf(request, name)).toEqual([])
    }
    expect(valuesOf(request, "host")[0]).toMatch(/^127\.0\.0\.1:/)
    expect(valuesOf(request, "x-forwarded-for")).toEqual(["203.0.113.7, 198.51.100.1"])
    expect(valuesOf(request, "x-forwarded-host")).toEqual(["api.example"])
    expect(valuesOf(request, "x-forwarded-proto")).toEqual(["http"])
    expect(valuesOf(request, "x-correlation-id")).toEqual(["corr-1"])
    expect(reply.headers?.["x-correlation-id"]).toBe("corr-1")
  })

  it("gives back status, every header and the text of an answer, and follows no redirect", async () => {
    answer = (_, response) => {
      response.writeHead(302, [
        ["Location", "http://169.254.169.254/"],
        ["Set-Cookie", "a=1"],
        ["Set-Cookie", "b=2"],
        ["Content-Type", "application/json; charset=utf-8"],
        ["Connection", "X-Hop"],
        ["X-Hop", "1"],
      ] as never)
      response.end('{"name":"é"}')
    }

    const reply = await call("GET", "/demo-service/moved")

    expect(reply).toMatchObject({ statusCode: 302, body: '{"name":"é"}', isBase64Encoded: false })
    expect(reply.multiValueHeaders).toMatchObject({
      location: ["http://169.254.169.254/"],
      "set-cookie": ["a=1", "b=2"],
    })
    expect(reply.multiValueHeaders).not.toHaveProperty("x-hop")
    expect(received).toHaveLength(1)
  })

  it("passes on a compressed answer as it is", async () => {
    answer = (_, response) => {
      response.writeHead(200, { "content-type": "text/plain", "content-encoding": "gzip" })
      response.end(Buffer.from([0x1f, 0x8b, 8]))
    }

    const reply = await call("GET", "/demo-service/zipped")

    expect(Buffer.from(reply.body, "base64")).toEqual(Buffer.from([0x1f, 0x8b, 8]))
    expect(reply).toMatchObject({
      isBase64Encoded: true,
      multiValueHeaders: { "content-encoding": ["gzip"] },
    })
  })

  it.each(["unknown-service", "no.such", "a".repeat(64), "9lives", "%2e%2e"])(
    "answers 404 for the service %s, which is not registered",
    async name => {
      const reply = await call("GET", `/${name}/x`)

      expect(problemOf(reply)).toMatchObject({ status: 404, instance: `/${name}/x` })
    },
  )

  it("answers 400 for a path that leaves the service, and sends nothing", async () => {
    const reply = await call("GET", "/demo-service/%2e%2e/admin")

    expect(problemOf(reply).status).toBe(400)
    expect(received).toEqual([])
  })

  it("answers 502 when the service cannot be reached, and names it without its address", async () => {
    await register("gone-service", "http://127.0.0.1:1")

    const reply = await call("GET", "/gone-service/x")

    expect(problemOf(reply)).toMatchObject({
      status: 502,
      detail: "gone-service could not be reached, or broke off its answer.",
    })
  })

  it("answers 502 when an instance is registered with something else than an http address", async () => {
    await register("file-service", "file:///etc/passwd")

    const reply = await call("GET", "/file-service/x")

    expect(problemOf(reply).status).toBe(502)
  })

  it("answers 502 when the service breaks off in the middle of its answer", async () => {
    answer = (_, response) => {
      response.writeHead(200, { "content-length": "100" })
      response.write("half")
      setTimeout(() => response.destroy(), 20)
    }

    const reply = await call("GET", "/demo-service/half")

    expect(problemOf(reply).status).toBe(502)
  })

  it("answers 502 for more than a Lambda can give back, raw or in base64", async () => {
    for (const size of [7_000_000, 5_000_000]) {
      answer = (_, response) => response.end(Buffer.alloc(size))

      const reply = await call("GET", "/demo-service/large")

      expect(problemOf(reply)).toMatchObject({ status: 502, detail: expect.stringContaining("6 MB") })
    }
  })

  it("answers 504 after the configured time, which can be changed while it runs", async () => {
    const Name = `/facturo/${cloud.stage}/gateway/timeout-ms`
    await cloud.clients.ssm.send(new PutParameterCommand({ Name, Value: "150", Overwrite: true }))
    await new Promise(resolve => setTimeout(resolve, 1_100)) // the settings' cache time in tests
    answer = (_, response) => setTimeout(() => response.end(), 2_000).unref()
    const start = Date.now()

    const reply = await call("GET", "/demo-service/slow")

    expect(problemOf(reply)).toMatchObject({
      status: 504,
      detail: "demo-service did not answer within 150 ms.",
    })
    expect(Date.now() - start).toBeLessThan(1_500)
    await cloud.clients.ssm.send(new PutParameterCommand({ Name, Value: "10000", Overwrite: true }))
    await new Promise(resolve => setTimeout(resolve, 1_100))
  })

  it("answers 404 instead of going round when a service is registered with the gateway's own address", async () => {
    const own = await serve(async (request, response) => {
      const sent: Record<string, string[]> = {}
      for (const [name, value] of Object.entries(request.headers)) sent[name] = [value].flat() as string[]
      const reply = await call(request.method as string, request.url as string, { headers: sent })
      const headers = { ...reply.headers, ...reply.multiValueHeaders } as Record<string, string>
      response.writeHead(reply.statusCode, headers).end(reply.body)
    })
    await register("loop-service", `${own}/loop-service`)

    const reply = await call("GET", "/LOOP-SERVICE/nope")

    expect(problemOf(reply)).toMatchObject({ status: 404, detail: "There is no GET /loop-service/nope." })
    expect(received).toHaveLength(1)
  })

  it("lists what can be reached at its root, and lets it only be read", async () => {
    const services = JSON.stringify([{ name: "demo-service", instances: [] }])
    await register(
      "registry-service",
      await serve((_, response) => response.setHeader("content-type", "application/json").end(services)),
      "api",
    )

    const reply = await call("GET", "/")
    const refusal = await call("POST", "/")

    expect(JSON.parse(reply.body)).toMatchObject({
      name: "Facturo",
      services: [{ name: "demo-service", href: "/demo-service", health: "/demo-service/health" }],
    })
    expect(problemOf(refusal).status).toBe(405)
    expect(refusal.headers).toMatchObject({ allow: "GET, HEAD" })
  })
})

type Parts = {
  query?: Record<string, string[]>
  headers?: Record<string, string[]>
  body?: string
  isBase64Encoded?: boolean
}

function call(
  method: string,
  path: string,
  { query, headers = {}, body, isBase64Encoded = false }: Parts = {},
) {
  const [, service, rest] = /^\/([^/?]*)\/?(.*)$/.exec(path) as unknown as [string, string, string]
  const event = {
    httpMethod: method,
    path,
    resource: rest ? "/{service}/{path+}" : service ? "/{service}" : "/",
    pathParameters: service ? { service, ...(rest ? { path: rest } : {}) } : null,
    headers: Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.at(-1)])),
    multiValueHeaders: headers,
    queryStringParameters: null,
    multiValueQueryStringParameters: query ?? null,
    body: body ?? null,
    isBase64Encoded,
    requestContext: { identity: { sourceIp: "198.51.100.1" } },
  } as unknown as APIGatewayProxyEvent
  return handler(event, {} as Context)
}

function problemOf(reply: APIGatewayProxyResult): { status: number; detail: string; instance: string } {
  const headers = { ...reply.headers, ...reply.multiValueHeaders }
  expect(String(headers["content-type"])).toBe("application/problem+json")
  return { ...JSON.parse(reply.body), status: reply.statusCode }
}

function valuesOf({ rawHeaders }: Received, name: string): string[] {
  return rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === name)
}

/** A real server that records what it receives. */
async function serve(respond: Answering): Promise<string> {
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const { method = "", url = "", rawHeaders } = request
    received.push({ method, url, rawHeaders, body: Buffer.concat(pieces) })
    respond(request, response)
  })
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function register(name: string, url: string, instance = "one"): Promise<void> {
  const { cloudMap } = cloud.clients
  const { Namespaces } = await cloudMap.send(new ListNamespacesCommand({}))
  const NamespaceId = Namespaces?.find(({ Name }) => Name === `facturo-${cloud.stage}-services`)?.Id
  const ServiceId = await cloudMap
    .send(new CreateServiceCommand({ Name: name, NamespaceId }))
    .then(({ Service }) => Service?.Id)
    .catch(error => error.ServiceId as string)
  await cloudMap.send(new RegisterInstanceCommand({ ServiceId, InstanceId: instance, Attributes: { url } }))
}
