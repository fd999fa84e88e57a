import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { startTestCloud, type TestCloud } from "../../test/stack/cloud.ts"
import type { handler as Handler } from "./count-windows.ts"
import { aRecord, type RecordSpec, recordWith, windowEvent } from "./testing/stream-event.ts"
import type { CountedWindow, windows as Windows } from "./windows.ts"

let cloud: TestCloud
let handler: typeof Handler
let windows: typeof Windows
/** Start of a window of its own for each test. */
let start = Date.parse("2026-11-22T10:00:00Z")

beforeAll(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = "SILENT"
  cloud = await startTestCloud()
  handler = (await import("./count-windows.ts")).handler
  windows = (await import("./windows.ts")).windows
})
afterAll(() => cloud?.stop())
beforeEach(() => {
  start += 60_000
})

/** The closed windows of the minute that the test has to itself, newest first. */
async function closed(): Promise<CountedWindow[]> {
  const at = (time: number) => new Date(time).toISOString()
  const found: CountedWindow[] = []
  for await (const window of windows.closed(at(start - 1), at(start + 55_000))) found.push(window)
  return found
}

/** Records of this test's first window, with ids of its own. */
const inWindow = (...specs: Partial<RecordSpec>[]) =>
  specs.map((spec, n) =>
    aRecord({ arrivedAt: start + n, sequence: n + 1, ...spec, id: `${start}-${spec.id ?? n}` }),
  )

const invoke = async (event: Omit<Parameters<typeof windowEvent>[0], "start">) =>
  (await handler(windowEvent({ start, ...event }))).state

const stored = (sums: { count: number; total: number; customers: CountedWindow["customers"] }) => ({
  start: new Date(start).toISOString(),
  end: new Date(start + 5000).toISOString(),
  ...sums,
})

describe("with tumbling windows", () => {
  test("windows are given once and final", async () => {
    const first = await invoke({ records: inWindow({ customerId: "a" }, { customerId: "b", total: 2.5 }) })
    expect(await closed()).toEqual([])
    const second = await invoke({ records: inWindow({ id: "x", customerId: "a" }), state: first })
    expect(await closed()).toEqual([])

    const end = await invoke({ state: second, last: true })

    expect(end).toEqual({})
    expect(await closed()).toEqual([
      stored({
        count: 3,
        total: 2250,
        customers: [
          ["a", 2, 2000],
          ["b", 1, 250],
        ],
      }),
    ])
  })

  test("a window is not given while any shard still counts it, and is the sum of its shards then", async () => {
    const one = await invoke({ shard: 0, records: inWindow({ id: "s0", shard: 0 }) })
    const two = await invoke({ shard: 1, records: inWindow({ id: "s1", shard: 1, customerId: "2" }) })

    await invoke({ shard: 0, state: one, last: true })
    expect(await closed()).toEqual([])
    await invoke({ shard: 1, state: two, last: true })

    expect(await closed()).toEqual([
      stored({
        count: 2,
        total: 2000,
        customers: [
          ["1", 1, 1000],
          ["2", 1, 1000],
        ],
      }),
    ])
  })

  test("a last call that comes with records counts them, and a repeat of it changes nothing", async () => {
    const records = inWindow({}, {}, {})

    await invoke({ records, last: true })
    await invoke({ records, last: true })

    expect(await closed()).toMatchObject([{ count: 3, total: 3000 }])
  })

  test("a last call without records that is repeated overwrites and does not add", async () => {
    const state = await invoke({ records: inWindow({}, {}) })

    await invoke({ state, last: true })
    await invoke({ state, last: true })

    expect(await closed()).toMatchObject([{ count: 2 }])
  })

  test("a call that is repeated, with other records in the batch, counts each once", async () => {
    const records = inWindow({}, {}, {}, {})
    await invoke({ records: records.slice(0, 3) }) // its answer is lost

    const state = await invoke({ records: records.slice(0, 1) })
    const more = await invoke({ records: records.slice(1), state })
    await invoke({ state: more, last: true })

    expect(await closed()).toMatchObject([{ count: 4, total: 4000 }])
  })

  test("an invoice that is on the stream twice is counted once, in another window or shard too", async () => {
    const state = await invoke({ records: inWindow({ id: "twin" }, { id: "twin" }) })
    await invoke({ state, last: true })

    const again = inWindow({ id: "twin", sequence: 9, shard: 3 }, { id: "other", sequence: 10, shard: 3 })
    const other = await handler(windowEvent({ start: start + 5000, shard: 3, records: again }))
    await handler(windowEvent({ start: start + 5000, shard: 3, state: other.state, last: true }))

    expect(await closed()).toMatchObject([{ count: 1 }, { count: 1 }])
  })

  test("parts of a window that was ended early add up, and none is given before the last", async () => {
    const first = await invoke({ records: inWindow({ id: "1" }, { id: "2" }) })
    const anew = await invoke({ state: first, early: true })
    expect(anew).toEqual({})
    expect(await closed()).toEqual([])
    const second = await invoke({ state: anew, records: inWindow({ id: "3", sequence: 3 }) })
    await invoke({ state: second, last: true })

    expect(await closed()).toMatchObject([{ count: 3, total: 3000, customers: [["1", 3, 3000]] }])
  })

  test("a window that was ended early, and has no more records after, is given", async () => {
    await invoke({ records: inWindow({}), early: true })

    await invoke({ last: true })

    expect(await closed()).toMatchObject([{ count: 1 }])
  })

  test("an early end that is repeated with fewer records keeps those that it stored, and adds none", async () => {
    const records = inWindow({}, {}, {})
    await invoke({ records, early: true }) // its answer is lost

    await invoke({ records: records.slice(0, 1), early: true })
    await invoke({ records: records.slice(1), last: true })

    expect(await closed()).toMatchObject([{ count: 3, total: 3000 }])
  })

  test("records that a failed call claimed are counted after an early end with fewer of them", async () => {
    const records = inWindow({}, {}, {})
    await invoke({ records }) // its answer is lost, and the state with it

    await invoke({ records: records.slice(0, 1), early: true })
    await invoke({ records: records.slice(1), last: true })

    expect(await closed()).toMatchObject([{ count: 3, total: 3000 }])
  })

  test("records that are read anew after the window was closed are not counted again", async () => {
    const records = inWindow({}, {}, {}, {})
    const state = await invoke({ records })
    await invoke({ state, last: true })

    // As from a mapping that was made anew: not even from where the window began.
    const replayed = await invoke({ records: records.slice(2) })
    await invoke({ state: replayed, last: true })

    expect(await closed()).toMatchObject([{ count: 4, total: 4000 }])
  })

  test("more customers than an item holds are stored, and given, all", async () => {
    const customers = Array.from({ length: 3200 }, (_, n) => [`c${n}`, 1, 100] as [string, number, number])
    const state = await invoke({ records: inWindow({ customerId: "c0", total: 1 }) })
    const full = { ...state, count: 3200, total: 320_000, customers }

    await invoke({ state: full, last: true })

    const [window] = await closed()
    expect(window).toMatchObject({ count: 3200, total: 320_000 })
    expect(window?.customers).toHaveLength(3200)
  })

  test("what is no invoice is passed over, and a window of nothing else is not given", async () => {
    const poison = recordWith("no invoice", { sequence: 1, shard: 0, arrivedAt: start })
    const state = await invoke({ records: [poison] })

    const end = await invoke({ state, last: true })

    expect(end).toEqual({})
    expect(await closed()).toEqual([])
  })
})

describe("without tumbling windows", () => {
  const deliver = (...records: ReturnType<typeof inWindow>) => handler({ Records: records })

  test("invoices are counted by their arrival, into the same windows", async () => {
    await deliver(
      ...inWindow(
        { customerId: "a", arrivedAt: start + 4999 },
        { customerId: "b", arrivedAt: start },
        { customerId: "a", arrivedAt: start + 5000 },
      ),
    )

    const [later, earlier] = await closed()
    expect(earlier).toEqual(
      stored({
        count: 2,
        total: 2000,
        customers: [
          ["a", 1, 1000],
          ["b", 1, 1000],
        ],
      }),
    )
    expect(later).toMatchObject({ start: new Date(start + 5000).toISOString(), count: 1 })
  })

  test("a batch that comes again, in other pieces, adds nothing", async () => {
    const records = inWindow(...Array.from({ length: 250 }, () => ({})))
    await deliver(...records.slice(0, 120))

    await deliver(...records.slice(50))
    await deliver(...records)

    expect(await closed()).toMatchObject([{ count: 250, total: 250_000 }])
  })
})

describe("failing", () => {
  test("a call that cannot claim throws, so that its records come again", async () => {
    const stage = process.env.STAGE
    process.env.STAGE = "no-such-stage"

    const call = invoke({ records: inWindow({}) }).finally(() => {
      process.env.STAGE = stage
    })

    await expect(call).rejects.toThrow()
    expect(await closed()).toEqual([])
  })
})
