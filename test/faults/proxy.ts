/** Stands between the SDK and a cloud, and lets some of the calls fail. */
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { type Answer, broken, type Call, callOf, conflicted, refused, throttled } from "./aws-faults.ts"
import type { Random } from "./random.ts"

/**
 * `reset-before`: the connection ends before the call was carried out; `reset-after`: when it was, and nobody is
 * told. `partial`: PutRecords takes some records only. `refusal`: never to succeed, for the writes that were named.
 */
export type FaultKind =
  | "throttle"
  | "error"
  | "conflict"
  | "partial"
  | "reset-before"
  | "reset-after"
  | "refusal"

export type FaultyProxy = {
  url: string
  /** How many calls there were, and how many of them failed how. */
  calls: number
  faults: Record<FaultKind, number>
  /** From now on nothing fails any more. */
  heal(): void
  stop(): Promise<void>
}

type Options = {
  cloudUrl: string
  rate: number
  random: Random
  refusedId: (body: string) => string | undefined
  onRefused: (id: string) => void
}

/** Starts it on a free port. `refusedId` names the record in a
 * write to DynamoDB that is refused as long as it is not healed; `onRefused` is told each time. */
export async function startFaultyProxy(options: Options): Promise<FaultyProxy> {
  const { hostname, port } = new URL(options.cloudUrl)
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const faults: FaultyProxy["faults"] = {
    throttle: 0,
    error: 0,
    conflict: 0,
    partial: 0,
    "reset-before": 0,
    "reset-after": 0,
    refusal: 0,
  }
  let isHealed = false

  const forward = (incoming: IncomingMessage, body: Buffer) =>
    new Promise<{ status: number; headers: IncomingMessage["headers"]; body: Buffer }>((resolve, reject) => {
      const { method, url, headers } = incoming
      const sent = { ...headers, "content-length": String(body.byteLength) }
      if (body.byteLength === 0 && headers["content-length"] === undefined)
        delete (sent as typeof headers)["content-length"]
      delete (sent as typeof headers)["transfer-encoding"]
      const outgoing = request(
        { hostname, port, method, path: url, headers: sent, agent },
        async response => {
          try {
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: await bytesOf(response),
            })
          } catch (error) {
            reject(error)
          }
        },
      )
      outgoing.on("error", reject)
      outgoing.end(body)
    })

  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 0 }, async (incoming, outgoing) => {
    try {
      const body = await bytesOf(incoming)
      const call = callOf(incoming.method ?? "", targetOf(incoming), incoming.url ?? "")
      proxy.calls++
      const fault = call && !isHealed ? chooseFault(call, body, options) : undefined
      if (fault) faults[fault]++
      if (fault === "reset-before") return void outgoing.destroy()
      const madeUp = fault && call && madeUpAnswer(fault, call, body)
      if (madeUp) return send(outgoing, madeUp.status, madeUp.headers, Buffer.from(madeUp.body))
      const partial = fault === "partial" ? takeSome(body, options.random) : undefined
      const answer = await forward(incoming, partial?.body ?? body)
      if (fault === "reset-after") return void outgoing.destroy()
      const whole = partial && answer.status === 200 ? partial.complete(answer.body) : answer.body
      send(outgoing, answer.status, answer.headers, whole)
    } catch {
      outgoing.destroy() // the cloud is not there
    }
  })
  await new Promise<void>(resolve => server.listen(0, "127.0.0.1", resolve))

  const proxy: FaultyProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls: 0,
    faults,
    heal() {
      isHealed = true
    },
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
        agent.destroy()
      }),
  }
  return proxy
}

function chooseFault(
  call: Call,
  body: Buffer,
  { rate, random, refusedId, onRefused }: Pick<Options, "rate" | "random" | "refusedId" | "onRefused">,
): FaultKind | undefined {
  const isWrite = call.service === "dynamodb" && /^(Put|Transact|Update)/.test(call.operation)
  const id = isWrite ? refusedId(body.toString("utf8")) : undefined
  if (id !== undefined) {
    onRefused(id)
    return "refusal"
  }
  if (!random.chance(rate)) return undefined
  if (call.operation === "TransactWriteItems" && random.chance(0.2)) return "conflict"
  if (call.operation === "PutRecords" && random.chance(0.4)) return "partial"
  return random.pick(["throttle", "error", "reset-before", "reset-after"])
}

function madeUpAnswer(fault: FaultKind, call: Call, body: Buffer): Answer | undefined {
  if (fault === "throttle") return throttled(call)
  if (fault === "error") return broken(call)
  if (fault === "conflict") return conflicted(body.toString("utf8"))
  if (fault === "refusal") return refused()
}

/** A PutRecords of about half of the records, and the answer as it is when the others were throttled. */
function takeSome(body: Buffer, random: Random) {
  const input = JSON.parse(body.toString("utf8"))
  const isTaken: boolean[] = input.Records.map((_: unknown, n: number) => n === 0 || random.chance(0.5))
  const Records = input.Records.filter((_: unknown, n: number) => isTaken[n])
  return {
    body: Buffer.from(JSON.stringify({ ...input, Records })),
    complete(answer: Buffer): Buffer {
      const output = JSON.parse(answer.toString("utf8"))
      const taken = output.Records.values()
      const all = isTaken.map(is => {
        const ErrorMessage = "Rate exceeded for shard"
        return is ? taken.next().value : { ErrorCode: "ProvisionedThroughputExceededException", ErrorMessage }
      })
      const FailedRecordCount = isTaken.filter(is => !is).length
      return Buffer.from(JSON.stringify({ ...output, FailedRecordCount, Records: all }))
    },
  }
}

function targetOf({ headers }: IncomingMessage): string | undefined {
  const target = headers["x-amz-target"]
  return Array.isArray(target) ? target[0] : target
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function send(
  outgoing: ServerResponse,
  status: number,
  headers: IncomingMessage["headers"],
  body: Buffer,
): void {
  const { connection: _, "transfer-encoding": __, "keep-alive": ___, ...rest } = headers
  const isBodiless = status === 204 || status === 304 || outgoing.req.method === "HEAD"
  outgoing.writeHead(status, isBodiless ? rest : { ...rest, "content-length": body.byteLength })
  outgoing.end(isBodiless ? undefined : body)
}
