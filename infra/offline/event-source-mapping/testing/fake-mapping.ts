/** One mapping on a fake stream, with a function given as code, under a fake clock. */

import type { Checkpoints } from "../checkpoints.ts"
import { DEFAULT_CHOICES, type EmulationChoices } from "../choices.ts"
import { createFailureSender } from "../destinations/send-failure.ts"
import type { Invoker } from "../invoke.ts"
import type { LogEvent } from "../log.ts"
import { startMappingRun } from "../mapping-run.ts"
import { parseSettings } from "../settings.ts"
import { openSqliteCheckpoints } from "../sqlite-checkpoints.ts"
import { createFakeClock, type FakeClock } from "./fake-clock.ts"
import { createFakeStream, type FakeStream } from "./fake-stream.ts"

/** The event as the function gets it. */
export type FakeEvent = {
  Records: { sequenceNumber: string; data: string; arrivedAt: number }[]
  window?: { start: string; end: string }
  state?: Record<string, unknown>
  shardId?: string
  eventSourceARN?: string
  isFinalInvokeForWindow?: boolean
  isWindowTerminatedEarly?: boolean
}

/** Answers an event; throwing is an unhandled error, `Unavailable` a function that could not be reached. */
export type FakeFunction = (event: FakeEvent, clock: FakeClock) => unknown

/** Thrown by a fake function for an error before its invocation. */
export class Unavailable extends Error {}

/** One call of the function: what it got, and when (ms since the start of the test). */
export type Invocation = { at: number; event: FakeEvent; data: string }

/** An instant that all windows of seconds, minutes and hours are aligned to. */
export const START = Date.parse("2026-01-01T00:00:00Z")

const ARN = "arn:aws:kinesis:eu-central-1:123456789012:stream/test"

/** What a test may set. Everything that is shared with an earlier mapping is a restart of it. */
export type FakeMappingOptions = {
  properties?: Record<string, unknown>
  run?: FakeFunction
  choices?: Partial<EmulationChoices>
  clock?: FakeClock
  stream?: FakeStream
  checkpoints?: Checkpoints
  shards?: string[]
  id?: string
}

/** A mapping that has not been started: put records first, then `start()`. */
export function createFakeMapping(options: FakeMappingOptions = {}) {
  const clock = options.clock ?? createFakeClock(START)
  const stream = options.stream ?? createFakeStream(clock, options.shards)
  const checkpoints = options.checkpoints ?? openSqliteCheckpoints(":memory:")
  const invocations: Invocation[] = []
  const logged: LogEvent[] = []
  // Tests read deep into these documents, so they are not typed.
  const documents: any[] = []
  const run = options.run ?? (() => null)

  let isDead = false
  const invoke: Invoker = async body => {
    if (isDead) return new Promise(() => {})
    const event: FakeEvent = JSON.parse(body)
    invocations.push({
      at: clock.now() - START,
      event,
      data: event.Records.map(record => record.data).join(","),
    })
    const requestId = `request-${invocations.length}`
    try {
      const answer = await run(event, clock)
      if (isDead) return new Promise(() => {})
      return { kind: "answered", payload: answer === undefined ? "" : JSON.stringify(answer), requestId }
    } catch (error) {
      const message = (error as Error).message
      if (error instanceof Unavailable) return { kind: "unavailable", reason: message }
      return { kind: "failed", functionError: "Unhandled", message, requestId }
    }
  }
  const destination = "arn:aws:sqs:eu-central-1:123456789012:discarded"
  const properties = {
    StartingPosition: "TRIM_HORIZON",
    DestinationConfig: { OnFailure: { Destination: destination } },
    ...options.properties,
  }
  const settings = parseSettings(ARN, properties, clock.now())
  let mapping: ReturnType<typeof startMappingRun> | undefined

  return {
    clock,
    stream,
    checkpoints,
    invocations,
    logged,
    documents,
    /** Data of the records of every invoke, such as `["a,b", "c"]`. */
    deliveries: () => invocations.map(invocation => invocation.data),
    async start() {
      mapping = startMappingRun({
        id: options.id ?? "mapping",
        uuid: "uuid",
        functionName: "test",
        eventSourceArn: ARN,
        settings,
        choices: { ...DEFAULT_CHOICES, ...options.choices },
        source: stream,
        invoke,
        checkpoints,
        clock,
        log: event => logged.push(event),
        pollIntervalMs: 1000,
        discoveryIntervalMs: 10_000,
        stopWithinMs: 2000,
        failureSender: (shardId, log, stopping) =>
          createFailureSender({
            destination: settings.onFailure,
            mappingUuid: "uuid",
            s3: undefined,
            sendMessage: async (_arn, message) => void documents.push(JSON.parse(message)),
            document: { sourceKind: "kinesis", functionArn: "arn:function", streamArn: ARN, shardId },
            clock,
            log,
            stopping,
          }),
      })
      mapping.ready.catch(() => {})
      await clock.advance(0)
      return mapping
    },
    /** Starts and lets `ms` pass. */
    async runFor(ms: number) {
      mapping ?? (await this.start())
      await clock.advance(ms)
    },
    /** As SIGKILL does: what is under way is never answered, nothing is invoked or saved any more. */
    kill() {
      isDead = true
    },
    get isDead() {
      return isDead
    },
    async stop() {
      const stopped = mapping?.stop()
      await clock.advance(3000)
      await stopped
    },
    shard: (shardId = "shard-0") => mapping?.status().shards.find(shard => shard.shardId === shardId),
    status: () => mapping?.status(),
  }
}
