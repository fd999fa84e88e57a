/** What the front door hands to a service, and the two things that every service does with it. */
import type { IncomingMessage, ServerResponse } from "node:http"

/** One request to one embedded service. It must answer; what it throws becomes a 500 that names the fault. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

/**
 * Reads a whole request body. Most bodies come in one piece, which is handed over without a copy; plain events, because
 * an async iterator costs a third of the requests that one process can serve.
 */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    request.on("data", piece => pieces.push(piece))
    request.on("error", reject)
    request.on("end", () => resolve(pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)))
  })
}

/** Answers with one body of known length, so that the connection can be used again. */
export function sendBody(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string | Buffer = "",
): void {
  response.writeHead(status, { ...headers, "content-length": String(Buffer.byteLength(body)) })
  response.end(body)
}
