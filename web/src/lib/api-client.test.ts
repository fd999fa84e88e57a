import { createServer, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import "../testing/english.ts"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { get, getPage, post, put, remove } from "./api-client.ts"
import { isReachable, reportReachable } from "./connection.ts"
import { ApiError, UnreachableError } from "./problem.ts"

let server: Server
let answer: RequestListener
const fetchHere = globalThis.fetch

beforeEach(async () => {
  reportReachable(true)
  server = createServer((request, response) => answer(request, response))
  await new Promise<void>(done => server.listen(0, "127.0.0.1", done))
  // A browser resolves paths against the page's origin; Node has none.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => fetchHere(new URL(path, origin), init))
})

afterEach(async () => {
  vi.unstubAllGlobals()
  server.closeAllConnections()
  await new Promise(done => server.close(done))
})

test("a page has its things and the cursor of the next one", async () => {
  const asked: (string | undefined)[] = []
  answer = (request, response) => {
    asked.push(request.url)
    response.setHeader("link", '</bills?cursor=b>; rel="next"').end('[{"id":"1"}]')
  }

  const page = await getPage("/bills", { query: { cursor: undefined, limit: 25, customerId: "a b" } })

  expect(page).toEqual({ items: [{ id: "1" }], next: "b" })
  expect(asked).toEqual(["/bills?limit=25&customerId=a+b"])
})

test("what is sent is JSON and says so", async () => {
  let sent = ""
  answer = (request, response) => {
    sent += `${request.method} ${request.headers["content-type"]} `
    request.on("data", chunk => {
      sent += chunk
    })
    request.on("end", () => response.writeHead(201).end('{"id":"1"}'))
  }

  const made = await post("/customers", { name: "Ada" })

  expect(made).toEqual({ id: "1" })
  expect(sent).toBe('POST application/json {"name":"Ada"}')
})

test("a deletion is done when the API answers with nothing", async () => {
  answer = (_request, response) => response.writeHead(204).end()

  await expect(remove("/customers/1")).resolves.toBeUndefined()
})

test("a refusal is an error with the API's words, and the API is there", async () => {
  answer = (_request, response) =>
    response
      .writeHead(404, { "content-type": "application/problem+json" })
      .end('{"title":"Not found","detail":"There is no customer."}')

  await expect(get("/customers/9")).rejects.toThrow(
    new ApiError(404, "Not found", "There is no customer.", []),
  )
  expect(isReachable()).toBe(true)
})

test("an API that goes away is noticed, and noticed again when it is back", async () => {
  answer = (_request, response) => response.destroy()

  await expect(get("/customers")).rejects.toThrow(UnreachableError)
  expect(isReachable()).toBe(false)

  answer = (_request, response) => response.end("[]")
  await get("/customers")
  expect(isReachable()).toBe(true)
})

test("a request that is given up says nothing about the API", async () => {
  answer = () => {}
  const controller = new AbortController()

  const waiting = get("/customers", { signal: controller.signal })
  controller.abort()

  await expect(waiting).rejects.toThrow(expect.objectContaining({ name: "AbortError" }))
  expect(isReachable()).toBe(true)
})

test("a request says which version it means and by which name it is known, and only if it was told", async () => {
  const heard: unknown[] = []
  answer = ({ headers }, response) => {
    heard.push([headers["if-match"], headers["idempotency-key"]])
    response.end("{}")
  }

  await put("/bills/1", {}, { version: 3 })
  await remove("/bills/1", { version: 4 })
  await post("/bills", {}, { key: "k1" })
  await put("/bills/1", {})

  expect(heard).toEqual([
    ['"3"', undefined],
    ['"4"', undefined],
    [undefined, "k1"],
    [undefined, undefined],
  ])
})
