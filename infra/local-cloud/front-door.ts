/** One port for HTTP/1.1 and for HTTP/2 without TLS, which the SDK's Kinesis client speaks unless told otherwise. */
import { createServer as createHttp1, type IncomingMessage, type ServerResponse } from "node:http"
import { createServer as createHttp2 } from "node:http2"
import { type AddressInfo, createServer, type Socket } from "node:net"

export type FrontDoor = { port: number; close(): Promise<void> }

type OnRequest = (request: IncomingMessage, response: ServerResponse) => void

/** Listens; the first bytes of a connection tell which HTTP it speaks. Rejects when the port is taken. */
export async function openFrontDoor(host: string, port: number, onRequest: OnRequest): Promise<FrontDoor> {
  const http1 = createHttp1({ keepAliveTimeout: 65_000, requestTimeout: 0 }, onRequest)
  // The compatibility API hands over objects that do what those of HTTP/1 do, under types of their own.
  const http2 = createHttp2(onRequest as never)
  const sockets = new Set<Socket>()

  const server = createServer({ noDelay: true }, socket => {
    sockets.add(socket)
    socket.on("close", () => sockets.delete(socket))
    socket.on("error", () => socket.destroy())
    socket.once("data", first => {
      socket.pause()
      socket.unshift(first)
      const isHttp2 = first.subarray(0, 14).toString("latin1") === "PRI * HTTP/2.0"
      ;(isHttp2 ? http2 : http1).emit("connection", socket)
      process.nextTick(() => socket.resume())
    })
  })

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => resolve())
  })

  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
