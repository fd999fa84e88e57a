import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import {
  CreateServiceCommand,
  DeregisterInstanceCommand,
  ListNamespacesCommand,
  ListServicesCommand,
  RegisterInstanceCommand,
} from "@aws-sdk/client-servicediscovery"
import { PutParameterCommand } from "@aws-sdk/client-ssm"
import type { APIGatewayProxyEvent, Context } from "aws-lambda"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startTestCloud, type TestCloud } from "../../test/stack/cloud.ts"
import type { ConfigurationValue, RegisteredService } from "./schema.ts"

/** A context whose time is enough for one round of checks. */
const oneRound = { getRemainingTimeInMillis: () => 3_000 } as Context

let cloud: TestCloud
let handler: typeof import("./http.ts").handler
let checkHealth: typeof import("./check-health.ts").handler
let discover: typeof import("../shared/discovery.ts").discover
const servers: Server[] = []

beforeAll(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = "SILENT"
  cloud = await startTestCloud()
  ;({ handler } = await import("./http.ts"))
  ;({ handler: checkHealth } = await import("./check-health.ts"))
  ;({ discover } = await import("../shared/discovery.ts"))
  const Name = `/facturo/${cloud.stage}/registry-service/check-timeout-ms`
  await cloud.clients.ssm.send(new PutParameterCommand({ Name, Value: "300", Overwrite: true }))
}, 60_000)

afterAll(async () => {
  for (const server of servers) server.closeAllConnections()
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))))
  await cloud?.stop()
})

describe("the registry", () => {
  it("lists every declared service with its instance, which is UNKNOWN before its first check", async () => {
    const services = await listServices()

    expect(services.map(({ name }) => name)).toEqual([
      "analytics-service",
      "batch-service",
      "billing-service",
      "customer-service",
      "document-service",
      "export-service",
      "inventory-service",
      "producer-service",
      "registry-service",
    ])
    expect(services[0]?.instances).toEqual([
      {
        id: "api",
        url: "http://127.0.0.1:9/analytics-service",
        status: "UNKNOWN",
        since: null,
        checkedAt: null,
        responseMs: null,
      },
    ])
  })

  it("shows the configuration in force, whatever was changed a moment ago", async () => {
    const Name = `/facturo/${cloud.stage}/producer-service/tuning/burst`
    const before = await listConfiguration()
    await cloud.clients.ssm.send(new PutParameterCommand({ Name, Value: "7", Type: "String" }))
    await cloud.clients.ssm.send(new PutParameterCommand({ Name, Value: "8", Overwrite: true }))

    const after = await listConfiguration()

    expect(before.length).toBeGreaterThan(10)
    expect(before.map(({ service, name }) => `${service}/${name}`)).toEqual(
      before.map(({ service, name }) => `${service}/${name}`).toSorted(),
    )
    expect(after.find(({ name }) => name === "tuning/burst")).toEqual({
      service: "producer-service",
      name: "tuning/burst",
      value: "8",
      isSecret: false,
      changedAt: expect.stringMatching(/^\d{4}-/),
      version: 2,
    })
  })

  it("shows that there is a secret, and nothing of it", async () => {
    const Name = `/facturo/${cloud.stage}/billing-service/api-key`
    await cloud.clients.ssm.send(new PutParameterCommand({ Name, Value: "hunter2", Type: "SecureString" }))

    const values = await listConfiguration()

    expect(values.find(({ name }) => name === "api-key")).toMatchObject({ value: null, isSecret: true })
    expect(JSON.stringify(values)).not.toContain("hunter2")
  })

  it("stops handing out an instance that fails, and hands it out again when it answers", async () => {
    const flaky = await serve("flaky-service")
    await register("flaky-service", "one", flaky.url)

    await checkHealth({}, oneRound)
    const first = await instanceOf("flaky-service")
    flaky.status = 500
    await checkHealth({}, oneRound)
    const second = await instanceOf("flaky-service")

    expect(first).toMatchObject({ status: "UP", responseMs: expect.any(Number) })
    expect(first?.since).toBe(first?.checkedAt)
    expect(second?.status).toBe("DOWN")
    expect(second?.since).toBe(second?.checkedAt)
    await expect(discover("flaky-service")).rejects.toMatchObject({ reason: "unknown" })

    flaky.status = 200
    await checkHealth({}, oneRound)

    expect((await instanceOf("flaky-service"))?.status).toBe("UP")
    expect(await discover("flaky-service")).toBe(flaky.url)
  })

  it("keeps `since` while the status stays the same", async () => {
    const steady = await serve("steady-service")
    await register("steady-service", "one", steady.url)
    await checkHealth({}, oneRound)
    const before = await instanceOf("steady-service")

    await checkHealth({}, oneRound)

    const after = await instanceOf("steady-service")
    expect(after?.since).toBe(before?.since)
    expect(after?.checkedAt).not.toBe(before?.checkedAt)
  })

  it("hands out only the instances of a service that are up", async () => {
    const good = await serve("pair-service")
    await register("pair-service", "good", good.url)
    await register("pair-service", "dead", "http://127.0.0.1:1")

    await checkHealth({}, oneRound)

    const found = await Promise.all(Array.from({ length: 20 }, () => discover("pair-service")))
    expect(new Set(found)).toEqual(new Set([good.url]))
  })

  it("takes an instance as down that does not answer in time, without waiting for the others", async () => {
    const hanging = await Promise.all(Array.from({ length: 6 }, () => serve("hanging-service")))
    for (const [n, server] of hanging.entries()) {
      server.isHanging = true
      await register("hanging-service", `slow-${n}`, server.url)
    }
    const start = Date.now()

    await checkHealth({}, oneRound)

    const service = (await listServices()).find(({ name }) => name === "hanging-service")
    expect(service?.instances.map(({ status }) => status)).toEqual(Array(6).fill("DOWN"))
    expect(Date.now() - start).toBeLessThan(1_500)
  })

  it("takes a server as up that answers but has no health of its own", async () => {
    const plain = await serve("plain-service")
    plain.status = 404
    await register("plain-service", "one", plain.url)

    await checkHealth({}, oneRound)

    expect((await instanceOf("plain-service"))?.status).toBe("UP")
  })

  it("shows an instance without a url as UNKNOWN and does not check it", async () => {
    await register("silent-service", "one", undefined)

    await checkHealth({}, oneRound)

    expect(await instanceOf("silent-service")).toMatchObject({
      url: null,
      status: "UNKNOWN",
      checkedAt: null,
    })
  })

  it("shows an instance as DOWN whose service has no health status in Cloud Map", async () => {
    await register("bare-service", "one", "http://127.0.0.1:1", { hasHealth: false })

    await checkHealth({}, oneRound)

    expect((await instanceOf("bare-service"))?.status).toBe("DOWN")
  })

  it("forgets an instance that is deregistered", async () => {
    const gone = await serve("gone-service")
    const ServiceId = await register("gone-service", "one", gone.url)
    await checkHealth({}, oneRound)

    await cloud.clients.cloudMap.send(new DeregisterInstanceCommand({ ServiceId, InstanceId: "one" }))

    const service = (await listServices()).find(({ name }) => name === "gone-service")
    expect(service?.instances).toEqual([])
  })

  it("makes another round while its time allows", async () => {
    const counted = await serve("counted-service")
    await register("counted-service", "one", counted.url)
    const end = Date.now() + 8_000 // the dead instances above make the pause 5 s; a round needs 2.3 s

    await checkHealth({}, { getRemainingTimeInMillis: () => end - Date.now() })

    expect(counted.calls).toBe(2)
  })

  it("refuses a query that it does not know", async () => {
    const reply = await call({ nope: "1" })

    expect(reply.statusCode).toBe(422)
    expect(JSON.parse(reply.body).errors).toEqual([{ path: "nope", message: "is not known here" }])
  })
})

function call(
  queryStringParameters: Record<string, string> | null = null,
  path = "/registry-service/services",
) {
  const event = { httpMethod: "GET", resource: path, path, headers: {}, queryStringParameters }
  return handler(event as unknown as APIGatewayProxyEvent, {} as Context)
}

async function listConfiguration(): Promise<ConfigurationValue[]> {
  const reply = await call(null, "/registry-service/configuration")
  expect(reply.statusCode).toBe(200)
  return JSON.parse(reply.body)
}

async function listServices(): Promise<RegisteredService[]> {
  const reply = await call()
  expect(reply.statusCode).toBe(200)
  return JSON.parse(reply.body)
}

async function instanceOf(service: string): Promise<RegisteredService["instances"][number] | undefined> {
  return (await listServices()).find(({ name }) => name === service)?.instances[0]
}

/** A real server whose health can be changed. */
async function serve(name: string) {
  const state = { url: "", status: 200, isHanging: false, calls: 0 }
  const server = createServer((request, response) => {
    if (request.url === `/${name}/health`) state.calls++
    if (!state.isHanging) response.writeHead(state.status).end("{}")
  })
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve))
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/${name}`
  return state
}

async function register(
  Name: string,
  InstanceId: string,
  url: string | undefined,
  { hasHealth = true } = {},
): Promise<string> {
  const { cloudMap } = cloud.clients
  const { Namespaces } = await cloudMap.send(new ListNamespacesCommand({}))
  const NamespaceId = Namespaces?.find(one => one.Name === `facturo-${cloud.stage}-services`)?.Id
  const { Services } = await cloudMap.send(new ListServicesCommand({}))
  const HealthCheckCustomConfig = hasHealth ? { FailureThreshold: 1 } : undefined
  const ServiceId =
    Services?.find(one => one.Name === Name)?.Id ??
    (await cloudMap.send(new CreateServiceCommand({ Name, NamespaceId, HealthCheckCustomConfig }))).Service
      ?.Id
  const Attributes: Record<string, string> = url ? { url } : { note: "no url" }
  await cloudMap.send(new RegisterInstanceCommand({ ServiceId, InstanceId, Attributes }))
  return ServiceId as string
}
