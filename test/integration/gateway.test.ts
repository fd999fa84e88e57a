import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { InvokeCommand } from "@aws-sdk/client-lambda"
import {
  CreateServiceCommand,
  DeleteServiceCommand,
  DeregisterInstanceCommand,
  ListNamespacesCommand,
  RegisterInstanceCommand,
} from "@aws-sdk/client-servicediscovery"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { call, eventually, get, system } from "./client.ts"
import { clients } from "./clients.ts"

const name = `greeting-${Math.random().toString(36).slice(2, 8)}`
let server: Server
let serviceId: string

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", chunk => chunks.push(chunk))
    request.on("end", () => {
      response.writeHead(request.url === "/base/health" ? 200 : 207, {
        "content-type": "application/json",
        "x-own": "yes",
      })
      const body = Buffer.concat(chunks).toString("utf8")
      response.end(
        JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }),
      )
    })
  }).listen(0, "127.0.0.1")
  await new Promise(resolve => server.once("listening", resolve))
})

afterAll(async () => {
  server.close()
  await clients.cloudMap
    .send(new DeregisterInstanceCommand({ ServiceId: serviceId, InstanceId: "one" }))
    .catch(() => {})
  await clients.cloudMap.send(new DeleteServiceCommand({ Id: serviceId })).catch(() => {})
})

describe("the gateway", () => {
  it("answers 404 for a service that nobody registered", async () => {
    const { status, headers, body } = await get(`/${name}/anything`)

    expect(status).toBe(404)
    expect(headers.get("content-type")).toBe("application/problem+json")
    expect(body.detail).toContain(name)
  })

  it("reaches a service as soon as it registers in Cloud Map, with no deploy", async () => {
    const { Namespaces } = await clients.cloudMap.send(new ListNamespacesCommand())
    const namespace = Namespaces?.find(one => one.Name === `facturo-${system.stage}-services`)
    const { Service } = await clients.cloudMap.send(
      new CreateServiceCommand({
        Name: name,
        NamespaceId: namespace?.Id,
        HealthCheckCustomConfig: { FailureThreshold: 1 },
      }),
    )
    serviceId = Service?.Id ?? ""
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/base`
    await clients.cloudMap.send(
      new RegisterInstanceCommand({ ServiceId: serviceId, InstanceId: "one", Attributes: { url } }),
    )

    const { status, headers, body } = await eventually(
      () =>
        call(
          "PUT",
          `/${name}/a/b%20c?x=1&x=2&y=%2F`,
          { hello: "world" },
          { "x-custom": "kept", connection: "close" },
        ),
      answer => answer.status !== 404,
    )

    expect(status).toBe(207)
    expect(headers.get("x-own")).toBe("yes")
    expect(body).toMatchObject({
      method: "PUT",
      url: "/base/a/b%20c?x=1&x=2&y=%2F",
      body: '{"hello":"world"}',
    })
    expect(body.headers["x-custom"]).toBe("kept")
    expect(body.headers["x-correlation-id"]).toBe(headers.get("x-correlation-id"))
  })

  it("is in the registry, and healthy", async () => {
    const { body } = await eventually(
      () => get("/registry-service/services"),
      ({ body }) => body.some((one: { name: string }) => one.name === name),
    )

    expect(body.map((one: { name: string }) => one.name)).toContain("billing-service")
  })

  it("does not care for the case of a service's name", async () => {
    expect((await get("/BILLING-SERVICE/bills?limit=1")).status).toBe(200)
    expect((await get("/Customer-Service/health")).body).toEqual({ status: "UP" })
  })

  it.each(["/billing-service/nope", "/billing-service", "/nope", "/customer-service/customers/1/2/3"])(
    "answers 404 for %s, once and for all",
    async path => {
      expect((await get(path)).status).toBe(404)
    },
  )

  it.each([
    "/%2e%2e/x",
    "/..%2f..%2fetc/passwd",
    `/${name}/%2e%2e/%2e%2e/secret`,
    `/${name}%2f..%2f`,
    "/%00/x",
    "/%/x",
  ])("is no way to anything that is not registered: %s", async path => {
    const { status, body } = await get(path)

    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(JSON.stringify(body)).not.toContain('"url":"/secret"')
  })

  it("answers 502 when the service cannot be reached", async () => {
    await new Promise(resolve => server.close(resolve))
    server.closeAllConnections()

    const { status, body } = await get(`/${name}/anything`)

    expect(status).toBe(502)
    expect(body).toMatchObject({ status: 502, detail: expect.stringContaining(name) })
  })

  it("an instance that fails its health check is handed out no more", async () => {
    // As the schedule does every minute.
    await clients.lambda.send(
      new InvokeCommand({ FunctionName: `facturo-${system.stage}-check-health`, InvocationType: "Event" }),
    )
    const { status } = await eventually(
      () => get(`/${name}/anything`),
      answer => answer.status === 404 || answer.status === 503,
      80,
    )

    expect([404, 503]).toContain(status)
    const { body } = await get("/registry-service/services")
    const instance = body.find((one: { name: string }) => one.name === name).instances[0]
    expect(instance).toMatchObject({ status: "DOWN", since: expect.any(String) })
  }, 90_000)
})
