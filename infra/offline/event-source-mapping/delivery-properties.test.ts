/** What holds whatever the batch boundaries, failures, restarts and splits are. */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { EmulationChoices } from "./choices.ts"
import { createFakeMapping, type FakeEvent, Unavailable } from "./testing/fake-mapping.ts"
import { namedError } from "./testing/fake-stream.ts"

type Mapping = ReturnType<typeof createFakeMapping>

const OUTCOMES = [
  "succeed",
  "succeed",
  "succeed",
  "throw",
  "unavailable",
  "partial",
  "nonsense",
  "crash",
] as const
/** Longer than any pause between attempts, and than it takes to close a window. */
const QUIET_MS = 20_000

const script = fc.record({
  shards: fc.integer({ min: 1, max: 2 }),
  /** Shard, key and pause (ms) before each record. */
  records: fc.array(fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 4 }), fc.constantFrom(0, 0, 100, 3000)), {
    minLength: 1,
    maxLength: 40,
  }),
  outcomes: fc.array(fc.constantFrom(...OUTCOMES), { maxLength: 40 }),
  batchSize: fc.integer({ min: 1, max: 7 }),
  batchingWindow: fc.constantFrom(0, 0, 2),
  readLimit: fc.integer({ min: 1, max: 10 }),
  bisect: fc.boolean(),
  /** After how many records the mapping is stopped and started again, shard 0 is split, the stream fails. */
  restartAt: fc.nat({ max: 60 }),
  splitAt: fc.nat({ max: 60 }),
  breakAt: fc.nat({ max: 60 }),
})
type Script = typeof script extends fc.Arbitrary<infer T> ? T : never

/** Plays the script and lets everything come to its end; returns all that the function was given. */
async function play(
  plan: Script,
  properties: Record<string, unknown>,
  answer: (event: FakeEvent) => object,
  choices: Partial<EmulationChoices> = {},
) {
  const outcomes = [...plan.outcomes]
  const shards = Array.from({ length: plan.shards }, (_, index) => `shard-${index}`)
  const run = (event: FakeEvent) => {
    const outcome = outcomes.shift() ?? "succeed"
    const failing = event.Records.at(-1)?.sequenceNumber
    if (outcome === "throw") throw new Error("thrown")
    if (outcome === "unavailable") throw new Unavailable("restarting")
    if (outcome === "nonsense") return "nonsense"
    // The function has done its work, but nobody comes to know.
    if (outcome === "crash") mapping.kill()
    if (outcome === "partial" && event.Records.length > 1) {
      const done = { ...event, Records: event.Records.slice(0, -1) }
      return { ...answer(done), batchItemFailures: [{ itemIdentifier: failing }] }
    }
    return answer(event)
  }
  const settings = {
    BatchSize: plan.batchSize,
    MaximumBatchingWindowInSeconds: plan.batchingWindow,
    BisectBatchOnFunctionError: plan.bisect,
    FunctionResponseTypes: ["ReportBatchItemFailures"],
    ...properties,
  }
  let mapping: Mapping = createFakeMapping({ properties: settings, run, shards, choices })
  const { clock, stream, checkpoints } = mapping
  stream.readLimit = plan.readLimit
  const generations = [mapping]
  const restart = async () => {
    mapping = createFakeMapping({ properties: settings, run, clock, stream, checkpoints, choices })
    generations.push(mapping)
    await mapping.start()
  }
  const put: { data: string; key: string; sequenceNumber: string }[] = []
  let open = shards
  await mapping.start()
  for (const [index, [shard, key, pause]] of plan.records.entries()) {
    await clock.advance(pause)
    if (index === plan.restartAt && !mapping.isDead) await mapping.stop()
    if (index === plan.restartAt || mapping.isDead) await restart()
    if (index === plan.splitAt) {
      for (const child of ["shard-8", "shard-9"]) stream.addShard(child, ["shard-0"])
      stream.close("shard-0")
      open = ["shard-8", "shard-9", ...shards.slice(1)]
    }
    if (index === plan.breakAt) {
      stream.expireIterators()
      stream.failReads(namedError("ECONNREFUSED"), 3)
    }
    // A key is always in the same one of the shards that are open.
    const shardId = open[(shard + key) % open.length] as string
    const data = `${index}`
    put.push({ data, key: `${shardId}/${key}`, sequenceNumber: stream.put(data, { shardId, key: `${key}` }) })
  }
  for (let before = -1; before < mapping.invocations.length || mapping.isDead; ) {
    if (mapping.isDead) await restart()
    before = mapping.invocations.length
    await clock.advance(QUIET_MS)
  }
  await mapping.stop()
  checkpoints.close()
  return { put, events: generations.flatMap(({ invocations }) => invocations.map(({ event }) => event)) }
}

/** Data in the order in which they were delivered for the first time. */
function firstDeliveries(events: FakeEvent[]): string[] {
  return [...new Set(events.flatMap(event => event.Records.map(record => record.data)))]
}

describe("whatever the batch boundaries, failures, restarts and splits", () => {
  it("every record is delivered at least once, in order per shard the first time", async () => {
    await fc.assert(
      fc.asyncProperty(script, async plan => {
        const { put, events } = await play(plan, {}, () => ({}))

        const delivered = firstDeliveries(events)
        expect(delivered.toSorted()).toEqual(put.map(({ data }) => data).toSorted())
        const shardOf = new Map(put.map(({ data, key }) => [data, key.split("/")[0]]))
        for (const shard of new Set(shardOf.values())) {
          const own = (data: string) => shardOf.get(data) === shard
          expect(delivered.filter(own)).toEqual(put.map(({ data }) => data).filter(own))
        }
      }),
      { numRuns: 150 },
    )
  })

  it("with lanes every record is delivered at least once, in order per key the first time", async () => {
    await fc.assert(
      fc.asyncProperty(script, async plan => {
        const { put, events } = await play(plan, { ParallelizationFactor: 3 }, () => ({}))

        const delivered = firstDeliveries(events)
        expect(delivered.toSorted()).toEqual(put.map(({ data }) => data).toSorted())
        const keyOf = new Map(put.map(({ data, key }) => [data, key]))
        for (const key of new Set(keyOf.values())) {
          const own = (data: string) => keyOf.get(data) === key
          expect(delivered.filter(own)).toEqual(put.map(({ data }) => data).filter(own))
        }
      }),
      { numRuns: 100 },
    )
  })

  it.each(["empty", "lastBatch"] as const)(
    "windows cover each record exactly once in the final states (final invoke: %s)",
    async finalInvokeRecords => {
      await fc.assert(
        fc.asyncProperty(script, async plan => {
          const add = (event: FakeEvent) => {
            const seen = (event.state?.seen as string[]) ?? []
            return { state: { seen: [...seen, ...event.Records.map(record => record.data)] } }
          }

          const { put, events } = await play(plan, { TumblingWindowInSeconds: 5 }, add, {
            finalInvokeRecords,
          })

          // Of a final invoke that was repeated, the last one is the window's.
          const finals = new Map<string, string[]>()
          for (const event of events) {
            const window = `${event.shardId} ${event.window?.start}`
            if (event.isFinalInvokeForWindow) finals.set(window, add(event).state.seen)
          }
          expect([...finals.values()].flat().toSorted()).toEqual(put.map(({ data }) => data).toSorted())
        }),
        { numRuns: 100 },
      )
    },
  )
})
