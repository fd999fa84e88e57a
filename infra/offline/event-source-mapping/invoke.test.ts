import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, describe, expect, it } from "vitest"
import { createInvokeClient, createInvoker } from "./invoke.ts"

let undo: (() => void)[] = []
afterEach(() => {
  for (const step of undo) step()
  undo = []
})

async function invokerFor(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  timeoutMs?: number,
) {
  const server = createServer(answer)
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = createInvokeClient({
    endpoint,
    region: "eu-central-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  })
  undo.push(
    () => client.destroy(),
    () => server.close(),
    () => server.closeAllConnections(),
  )
  return { invoke: createInvoker(client, "export", timeoutMs), server }
}

describe("invoking a function", () => {
  it("sends the event to the function and gives its answer", async () => {
    let seen = ""
    const { invoke } = await invokerFor(async (request, response) => {
      for await (const chunk of request) seen += chunk
      response.end(JSON.stringify({ path: request.url, method: request.method }))
    })

    const outcome = await invoke('{"Records":[]}')

    expect(seen).toBe('{"Records":[]}')
    expect(outcome).toMatchObject({
      kind: "answered",
      payload: '{"path":"/2015-03-31/functions/export/invocations","method":"POST"}',
    })
  })

  it("keeps its connection", async () => {
    const sockets = new Set<unknown>()
    const { invoke } = await invokerFor((request, response) => {
      sockets.add(request.socket)
      request.resume().on("end", () => response.end("null"))
    })

    for (let count = 0; count < 5; count += 1) await invoke("{}")

    expect(sockets.size).toBe(1)
  })

  it("an error of the function has failed", async () => {
    const { invoke } = await invokerFor((_request, response) => {
      response.setHeader("X-Amz-Function-Error", "Unhandled")
      response.end('{"errorType":"RangeError","errorMessage":"too much"}')
    })

    const outcome = await invoke("{}")

    expect(outcome).toMatchObject({
      kind: "failed",
      functionError: "Unhandled",
      message: "RangeError: too much",
    })
  })

  it.each([
    [404, "ResourceNotFoundException"],
    [429, "TooManyRequestsException"],
    [500, "ServiceException"],
    [503, "ServiceUnavailable"],
  ])("status %i is an error before the invocation", async (status, type) => {
    const { invoke } = await invokerFor((_request, response) => {
      response.writeHead(status, { "x-amzn-ErrorType": type }).end("{}")
    })

    expect(await invoke("{}")).toMatchObject({ kind: "unavailable" })
  })

  it.each([400, 413])("status %i, a request that is itself at fault, counts as a failure", async status => {
    const { invoke } = await invokerFor((_request, response) => void response.writeHead(status).end("{}"))

    expect(await invoke("{}")).toMatchObject({ kind: "failed", functionError: "Unhandled" })
  })

  it("a connection that is refused or broken is an error before the invocation", async () => {
    const broken = await invokerFor(request => void request.socket.destroy())
    const refused = await invokerFor(() => {})
    await new Promise(resolve => refused.server.close(resolve))

    expect(await broken.invoke("{}")).toMatchObject({ kind: "unavailable" })
    expect(await refused.invoke("{}")).toMatchObject({
      kind: "unavailable",
      reason: expect.stringContaining("ECONNREFUSED"),
    })
  })

  it("a function that takes too long has failed", async () => {
    const { invoke } = await invokerFor(() => {}, 50)

    expect(await invoke("{}")).toMatchObject({ kind: "failed", message: "Task timed out after 0.05 seconds" })
  })

  it("a broken off invoke is not the function's failure", async () => {
    const { invoke } = await invokerFor(() => {})
    const abort = new AbortController()
    setTimeout(() => abort.abort(), 20)

    expect(await invoke("{}", abort.signal)).toMatchObject({ kind: "unavailable" })
  })
})
