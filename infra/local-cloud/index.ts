/** The embedded AWS: boots every service of it behind one port, and stops them in reverse. */
import { mkdirSync } from "node:fs"
import type { IncomingMessage, ServerResponse } from "node:http"
import { resolve } from "node:path"
import { startCloudMap } from "./cloud-map/cloud-map.ts"
import { startDynamoDb } from "./dynamodb/dynamodb.ts"
import { openFrontDoor } from "./front-door.ts"
import { startKinesis } from "./kinesis/kinesis.ts"
import { startLambda } from "./lambda/lambda.ts"
import type { RequestHandler } from "./protocol/http.ts"
import { sendBody } from "./protocol/http.ts"
import { type ServiceName, serviceOf } from "./router.ts"
import { startS3 } from "./s3/s3.ts"
import { startSsm } from "./ssm/ssm.ts"
import { handleSts } from "./sts/sts.ts"

const HEALTH_PATH = "/_facturo/health"

export type LocalCloud = { url: string; port: number; stop(): Promise<void> }

/** `expireEveryMs`: how often table items are deleted whose time to live has passed; by default every minute. */
export type LocalCloudOptions = {
  port?: number
  host?: string
  dataDir: string
  lambdaUrl?: string
  expireEveryMs?: number
}

type Handlers = Record<ServiceName, RequestHandler>
type Stop = () => void | Promise<void>

/**
 * Starts the cloud and resolves when all of it answers. Port 0 takes a free one. All state lives in `dataDir`, which is
 * created; what was acknowledged survives the death of this process. Rejects when the port is taken.
 */
export async function startLocalCloud({
  port = 4566,
  host = "127.0.0.1",
  dataDir,
  lambdaUrl,
  expireEveryMs,
}: LocalCloudOptions): Promise<LocalCloud> {
  // Whoever comes early, because he was connected to the one before, waits the moment until all is up.
  let handlers: Handlers | undefined
  const starting = Promise.withResolvers<Handlers>()
  // The port comes first: when it is taken nothing else is begun, and nobody else's data is touched.
  const door = await openFrontDoor(host, port, async (request, response) => {
    if (request.url === HEALTH_PATH) sendHealth(handlers, response)
    else await route(handlers ?? (await starting.promise), request, response)
  })
  const stops: Stop[] = []
  const stop = async () => {
    await door.close()
    for (const each of stops.splice(0).reverse()) await each()
  }
  try {
    handlers = await startServices(resolve(dataDir), { lambdaUrl, expireEveryMs }, stops)
    starting.resolve(handlers)
    return { url: `http://${host}:${door.port}`, port: door.port, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Each service, in the order of its start; what it needs to end goes onto `stops`. */
async function startServices(
  dataDir: string,
  { lambdaUrl, expireEveryMs }: { lambdaUrl: string | undefined; expireEveryMs: number | undefined },
  stops: Stop[],
): Promise<Handlers> {
  mkdirSync(dataDir, { recursive: true })
  const started = <Service extends { stop: Stop }>(service: Service): Service => {
    stops.push(service.stop)
    return service
  }
  // A process of its own, so it is the slowest to come up: it starts while the others open their files.
  const dynamoDbStarting = startDynamoDb(dataDir, expireEveryMs)
  try {
    // Streams, shards and records: kinesis.sqlite
    const kinesis = started(startKinesis(dataDir))
    // Buckets and objects: s3.sqlite
    const s3 = started(startS3(dataDir))
    // Parameters and their history: ssm.sqlite
    const ssm = started(startSsm(dataDir))
    // Namespaces, services, instances: cloud-map.sqlite
    const cloudMap = started(startCloudMap(dataDir))
    // No state: requests go on to the program that runs the functions
    const lambda = started(startLambda(lambdaUrl))
    // Tables and table streams: dynamodb.sqlite
    const dynamoDb = started(await dynamoDbStarting)
    return {
      dynamodb: dynamoDb.handle,
      streams: dynamoDb.handleStreams,
      kinesis: kinesis.handle,
      s3: s3.handle,
      ssm: ssm.handle,
      "cloud-map": cloudMap.handle,
      lambda: lambda.handle,
      // No state either: everybody is the root of account 000000000000
      sts: handleSts,
    }
  } catch (error) {
    await dynamoDbStarting.then(service => service.stop()).catch(() => {})
    throw error
  }
}

async function route(handlers: Handlers | undefined, request: IncomingMessage, response: ServerResponse) {
  try {
    if (request.url === HEALTH_PATH) return sendHealth(handlers, response)
    if (!handlers)
      return sendProblem(response, 503, "ServiceUnavailable", "The local cloud is still starting.")
    const service = serviceOf(request)
    if (service) return await handlers[service](request, response)
    const served = Object.keys(handlers).join(", ")
    sendProblem(
      response,
      400,
      "UnknownOperationException",
      `This local cloud has no such service. It has: ${served}.`,
    )
  } catch (error) {
    // Whoever has hung up hears nothing, and is no fault of ours.
    if (response.destroyed) return
    console.error(error)
    const message = error instanceof Error ? error.message : String(error)
    if (response.headersSent) response.destroy()
    else sendProblem(response, 500, "InternalFailure", message)
  }
}

function sendHealth(handlers: Handlers | undefined, response: ServerResponse): void {
  const services = Object.fromEntries(Object.keys(handlers ?? {}).map(name => [name, "UP"]))
  const body = JSON.stringify({ status: handlers ? "UP" : "STARTING", services })
  sendBody(response, handlers ? 200 : 503, { "content-type": "application/json" }, body)
}

function sendProblem(response: ServerResponse, status: number, code: string, message: string): void {
  const headers = { "content-type": "application/x-amz-json-1.1", "x-amzn-errortype": code }
  sendBody(response, status, headers, JSON.stringify({ __type: code, message }))
}
