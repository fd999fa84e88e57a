import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { parse } from "yaml"
import { get } from "./client.ts"
import { faultOf } from "./described.ts"

type Event = { http?: string }
const root = new URL("../../", import.meta.url)
const any = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]

/** The routes of serverless.yml as `GET /bills/{id}`; API Gateway's `{path+}` is `{path}` in OpenAPI. */
function declaredRoutes(): string[] {
  const { functions } = parse(readFileSync(new URL("serverless.yml", root), "utf8"), { merge: true })
  const events = Object.values<{ events?: Event[] }>(functions).flatMap(({ events = [] }) => events)
  return events.flatMap(({ http }) => {
    const [method = "", path = ""] = http?.replace("+}", "}").split(" ") ?? []
    return http ? (method === "ANY" ? any : [method]).map(each => `${each} ${path}`) : []
  })
}

describe("the description of the API", () => {
  it("has every route of serverless.yml, and no other", async () => {
    const { status, headers, body } = await get("/openapi.json")

    expect(status).toBe(200)
    expect(headers.get("content-type")).toMatch(/^application\/json/)
    const described = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    )
    expect(described.toSorted()).toEqual(declaredRoutes().toSorted())
  })

  it("is served as it stands in the repository", async () => {
    const file = readFileSync(new URL("functions/api-docs/openapi.json", root), "utf8")

    expect((await get("/openapi.json")).body).toEqual(JSON.parse(file))
  })

  it("has a page, whose files all come from here", async () => {
    const page = await get("/docs")

    expect(page.status).toBe(200)
    expect(page.headers.get("content-type")).toMatch(/^text\/html/)
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address as string)
    const own = files.filter(address => !address.startsWith("data:"))
    expect(own).toHaveLength(3)
    for (const address of own) {
      expect(address).not.toMatch(/^\/|:/)
      const file = await get(`/${address}`)
      expect([address, file.status, file.text.length > 100]).toEqual([address, 200, true])
    }
    expect((await get("/docs/package.json")).status).toBe(422)
  })
})

describe("an answer is held against it", () => {
  const customer = {
    id: "1",
    name: "Ada",
    email: "ada@example.com",
    createdAt: "2026-11-22T10:11:12.131Z",
    updatedAt: "2026-11-22T10:11:12.131Z",
    version: 1,
  }
  const fault = (path: string, status: number, body: unknown, type = "application/json; charset=utf-8") =>
    faultOf("GET", path, { status, type, text: JSON.stringify(body), body })

  it("and passes when it is as described", () => {
    expect(fault("/customer-service/customers/1?x=y", 200, customer)).toBeUndefined()
    expect(fault("/customer-service/customers?limit=1", 200, [customer])).toBeUndefined()
  })

  it.each([
    ["an unknown property", 200, { ...customer, admin: true }, undefined, "additional properties"],
    ["a missing property", 200, { ...customer, version: undefined }, undefined, "version"],
    ["a wrong type", 200, { ...customer, version: "1" }, undefined, "must be integer"],
    ["a malformed time", 200, { ...customer, createdAt: "today" }, undefined, "date-time"],
    ["an unknown status", 418, customer, undefined, "not described"],
    ["another media type", 200, customer, "text/html", "not described"],
    ["a problem that is none", 404, { message: "no" }, "application/problem+json", "must have required"],
  ])("and fails for %s", (_, status, body, type, text) => {
    expect(fault("/customer-service/customers/1", status, body, type)).toContain(text)
  })
})
