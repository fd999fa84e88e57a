/** The whole module against the local cloud's Kinesis and a real Lambda API. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { createInvokeClient, type EventSourceMappings, startEventSourceMappings } from "./index.ts"
import { startKinesisServer } from "./testing/kinesis-server.ts"
import { startLambdaApi, type TestEvent, type TestFunction } from "./testing/lambda-api.ts"

const STREAM = "invoices"
const text = (record: TestEvent["Records"][number]) =>
  Buffer.from(record.kinesis?.data ?? "", "base64").toString()
const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`)

let kinesis: Awaited<ReturnType<typeof startKinesisServer>>
let folder: string
let undo: (() => Promise<unknown>)[]

beforeEach(async () => {
  kinesis = await startKinesisServer()
  folder = await mkdtemp(join(tmpdir(), "event-source-mapping-"))
  undo = [() => rm(folder, { recursive: true }), () => kinesis.close()]
})

afterEach(async () => {
  for (const step of undo.toReversed()) await step()
})

async function start(run: TestFunction, properties: Record<string, unknown>): Promise<EventSourceMappings> {
  const api = await startLambdaApi(run)
  const { client, region, credentials } = kinesis
  const lambda = createInvokeClient({ endpoint: api.endpoint, region, credentials })
  const mappings = await startEventSourceMappings(
    [
      {
        id: "InvoicesToTest",
        functionName: "test",
        eventSourceArn: kinesis.arnOf(STREAM),
        properties: { StartingPosition: "TRIM_HORIZON", ...properties },
      },
    ],
    {
      clients: { kinesis: client, lambda },
      checkpointFile: join(folder, "checkpoints.sqlite"),
      pollIntervalMs: { kinesis: 20 },
      discoveryIntervalMs: 100,
    },
  )
  undo.push(
    async () => lambda.destroy(),
    () => api.close(),
    () => mappings.stop(),
  )
  return mappings
}

async function until(isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + 15_000
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error("waited in vain")
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

describe("event source mappings on a Kinesis server", () => {
  it("brings every record, across a split and a restart from the checkpoints in the middle", async () => {
    await kinesis.createStream(STREAM, 2)
    const received: string[] = []
    const deliver: TestFunction = event => {
      received.push(...event.Records.map(text))
    }
    const before = numbered("before", 700)
    const midway = numbered("midway", 700)
    const after = numbered("after", 700)

    const first = await start(deliver, { BatchSize: 50 })
    await kinesis.put(STREAM, before)
    const parent = await kinesis.split(STREAM)
    await kinesis.put(STREAM, midway)
    await until(() => received.length > 300)
    await first.stop()
    await kinesis.put(STREAM, after)
    const second = await start(deliver, { BatchSize: 50 })
    await until(() => new Set(received).size === 2100)

    expect(new Set(received)).toEqual(new Set([...before, ...midway, ...after]))
    expect(received.length).toBe(2100)
    expect(second.status()[0]?.shards.map(shard => shard.shardId)).toContain("shardId-000000000003")
    expect(received.indexOf(after[0] as string)).toBeGreaterThan(299)
    expect(parent).toBe("shardId-000000000000")
  })

  it("continues a tumbling window with its state after a restart, and closes it on an idle shard", async () => {
    await kinesis.createStream(STREAM, 1)
    const events: TestEvent[] = []
    const count: TestFunction = event => {
      events.push(event)
      return { state: { count: Number(event.state?.count ?? 0) + event.Records.length } }
    }
    const untilNext = 2000 - (Date.now() % 2000)
    await new Promise(resolve => setTimeout(resolve, untilNext))

    await kinesis.put(STREAM, numbered("a", 10))
    const first = await start(count, { TumblingWindowInSeconds: 2 })
    await until(() => events.length === 1)
    await first.stop()
    await kinesis.put(STREAM, numbered("b", 5))
    await start(count, { TumblingWindowInSeconds: 2 })
    await until(() => events.some(event => event.isFinalInvokeForWindow))

    expect(events.map(event => [event.Records.length, event.state, event.isFinalInvokeForWindow])).toEqual([
      [10, {}, false],
      [5, { count: 10 }, false],
      [0, { count: 15 }, true],
    ])
    expect(new Set(events.map(event => event.window?.start)).size).toBe(1)
  })

  it("sees what is written after the start from LATEST, and nothing older", async () => {
    await kinesis.createStream(STREAM, 2)
    await kinesis.put(STREAM, numbered("old", 20))
    const received: string[] = []

    await start(event => void received.push(...event.Records.map(text)), { StartingPosition: "LATEST" })
    await kinesis.put(STREAM, numbered("new", 20))
    await until(() => received.length >= 20)

    expect(new Set(received)).toEqual(new Set(numbered("new", 20)))
  })

  it("takes thousands of records a second", async () => {
    await kinesis.createStream(STREAM, 4)
    await kinesis.put(STREAM, numbered("load", 10_000))
    let received = 0
    const begun = performance.now()

    await start(event => void (received += event.Records.length), { BatchSize: 500 })
    await until(() => received === 10_000)

    const seconds = (performance.now() - begun) / 1000
    expect(10_000 / seconds).toBeGreaterThan(1_000)
  })
})
