/** Hands a request on to a server behind, over connections that stay open. */
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as openRequest } from "node:http"

export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer }

// Meant for one connection only (RFC 9110, 7.6.1); the rest is passed on as it came.
const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
  "te",
  "trailer",
  "proxy-connection",
]

export type Upstream = { send(incoming: IncomingMessage, body: Buffer): Promise<Answer>; close(): void }

/** An upstream at `url`. `send` rejects when it cannot be reached. */
export function createUpstream(url: () => string): Upstream {
  const agent = new Agent({ keepAlive: true, scheduling: "lifo" })
  return {
    send: (incoming, body) => send(agent, new URL(url()), incoming, body),
    close: () => agent.destroy(),
  }
}

/** Headers without those that belong to one connection, and without HTTP/2's pseudo headers. */
export function endToEndHeaders(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined && !name.startsWith(":") && !HOP_BY_HOP.includes(name)) kept[name] = value
  }
  return kept
}

function send(agent: Agent, target: URL, incoming: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { ...endToEndHeaders(incoming.headers), host: target.host, "content-length": body.length }
    const { hostname, port } = target
    const outgoing = openRequest(
      { agent, hostname, port, method: incoming.method ?? "POST", path: incoming.url ?? "/", headers },
      answer => {
        const pieces: Buffer[] = []
        answer.on("data", piece => pieces.push(piece))
        answer.on("error", reject)
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(pieces) }),
        )
      },
    )
    outgoing.on("error", reject)
    outgoing.end(body)
  })
}
