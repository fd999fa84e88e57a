/** Random records, cut into random batches, with answers that are lost, crashes, repeats and duplicates. */
import { GetCommand } from "@aws-sdk/lib-dynamodb"
import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { startTestCloud, type TestCloud } from "../../test/stack/cloud.ts"
import { resourceName } from "../shared/stage.ts"
import { addTallies, type Tally } from "./tally.ts"
import { crashAt } from "./testing/crash.ts"
import { aRecord, type RecordSpec, shardIdOf, windowEvent } from "./testing/stream-event.ts"
import type { CountedWindow } from "./windows.ts"

let cloud: TestCloud
let handler: typeof import("./count-windows.ts").handler
let dynamodb: typeof import("../shared/aws/dynamodb.ts").dynamodb
let windows: typeof import("./windows.ts").windows
/** Each run has an hour to itself. */
let start = Date.parse("2026-11-22T00:00:00Z")

beforeAll(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = "SILENT"
  cloud = await startTestCloud()
  handler = (await import("./count-windows.ts")).handler
  dynamodb = (await import("../shared/aws/dynamodb.ts")).dynamodb
  windows = (await import("./windows.ts")).windows
})
afterAll(() => cloud?.stop())

type Placed = Required<RecordSpec>

/** Records of three shards in three windows; about a third of them carry an invoice that another carries too. */
const recordSpecs = fc.array(fc.record({ bill: fc.nat(25), shard: fc.nat(2), after: fc.nat(14_999) }), {
  minLength: 1,
  maxLength: 40,
})

function place(specs: { bill: number; shard: number; after: number }[]): Placed[] {
  return specs
    .toSorted((a, b) => a.after - b.after)
    .map(({ bill, shard, after }, n) => ({
      id: `${start}-${bill}`,
      customerId: `customer-${bill % 4}`,
      total: bill + 0.5,
      sequence: n + 1,
      shard,
      arrivedAt: start + after,
    }))
}

const tallyOf = ({ customerId, total }: Placed): Tally => ({
  count: 1,
  total: total * 100,
  customers: [[customerId, 1, total * 100]],
})

const windowStart = (time: number) => Math.floor(time / 5000) * 5000

/** The windows there should be: each invoice in that of the record which claimed it. */
async function expectedWindows(records: Placed[]): Promise<CountedWindow[]> {
  const counted = new Map<number, Tally[]>()
  for (const id of new Set(records.map(record => record.id))) {
    const Key = { pk: `invoice#${id}`, sk: "counted" }
    const { Item } = await dynamodb.send(new GetCommand({ TableName: resourceName("windows"), Key }))
    const owner = records.find(
      ({ shard, sequence }) =>
        shardIdOf(shard) === Item?.shardId && Number(Item?.sequenceNumber.slice(-10)) === sequence,
    ) as Placed
    const at = windowStart(owner.arrivedAt)
    counted.set(at, [...(counted.get(at) ?? []), tallyOf(owner)])
  }
  return [...counted]
    .sort(([a], [b]) => b - a)
    .map(([at, tallies]) => ({
      start: new Date(at).toISOString(),
      end: new Date(at + 5000).toISOString(),
      ...addTallies(tallies),
    }))
}

async function closedWindows(): Promise<CountedWindow[]> {
  const found: CountedWindow[] = []
  const until = new Date(start + 3_599_999).toISOString()
  for await (const window of windows.closed(new Date(start - 1).toISOString(), until)) found.push(window)
  return found
}

async function expectEachOnce(records: Placed[]): Promise<void> {
  const found = await closedWindows()
  const invoices = new Map(records.map(record => [record.id, record]))
  const { count, total, customers } = addTallies(found)

  expect({ count, total, customers }).toEqual(addTallies([...invoices.values()].map(tallyOf)))
  expect(found).toEqual(await expectedWindows(records))
}

/** Chance, and faults: at most 20 a run, so that every run comes to an end. */
function chanceOf(random: fc.Stream<number>) {
  let faults = 0
  const below = (n: number) => (random.next().value as number) % n
  const fault = (oneIn: number) => below(oneIn) === 0 && ++faults <= 20
  return { below, fault }
}
type Chance = ReturnType<typeof chanceOf>

/** Calls the handler; it may be ended at one of its calls. Undefined when it was, or when its answer was lost. */
async function call(event: Parameters<typeof handler>[0], { below, fault }: Chance) {
  const stop = crashAt([dynamodb], fault(4) ? below(5) : 1000, below(2) ? "before" : "after")
  const answer = await handler(event)
    .catch(() => undefined)
    .finally(stop)
  return fault(5) ? undefined : answer
}

/** One shard's calls as an event source mapping makes them, step by step, so that shards can take turns. */
async function* consumeShard(shard: number, records: Placed[], chance: Chance) {
  const { below, fault } = chance
  for (const [at, inWindow] of Map.groupBy(records, ({ arrivedAt }) => windowStart(arrivedAt))) {
    let waiting = inWindow.map(aRecord)
    let state = {}
    for (let closed = false; !closed; ) {
      const batch = waiting.slice(0, waiting.length && 1 + below(waiting.length))
      // The last call has either the last records or none.
      const last = batch.length === waiting.length && (batch.length === 0 || below(2) === 0)
      const early = !last && fault(6)
      const answer = await call(windowEvent({ records: batch, start: at, shard, state, last, early }), chance)
      yield
      if (!answer) continue // again, in another batch
      state = answer.state
      waiting = waiting.slice(batch.length)
      closed = last
    }
  }
}

/** A slow machine does fewer; a failure is not made simpler for ever. */
const limits = { numRuns: 60, interruptAfterTimeLimit: 40_000 }

const runs = fc.tuple(recordSpecs, fc.noShrink(fc.infiniteStream(fc.nat())))

test("windows are the same, whatever the batches, crashes, repeats and duplicates", async () => {
  await fc.assert(
    fc.asyncProperty(runs, async ([specs, random]) => {
      start += 3_600_000
      const chance = chanceOf(random)
      const records = place(specs)
      let shards = [0, 1, 2].map(shard =>
        consumeShard(
          shard,
          records.filter(record => record.shard === shard),
          chance,
        ),
      )

      while (shards.length > 0) {
        const shard = shards[chance.below(shards.length)]
        if ((await shard?.next())?.done) shards = shards.filter(other => other !== shard)
      }

      await expectEachOnce(records)
    }),
    limits,
  )
}, 90_000)

test("without tumbling windows they are the same as well", async () => {
  await fc.assert(
    fc.asyncProperty(runs, async ([specs, random]) => {
      start += 3_600_000
      const chance = chanceOf(random)
      const records = place(specs)

      for (const shard of [2, 0, 1]) {
        let waiting = records.filter(record => record.shard === shard).map(aRecord)
        while (waiting.length > 0) {
          const batch = waiting.slice(0, 1 + chance.below(waiting.length))
          if (await call({ Records: batch }, chance)) waiting = waiting.slice(batch.length)
        }
      }

      await expectEachOnce(records)
    }),
    limits,
  )
}, 90_000)
