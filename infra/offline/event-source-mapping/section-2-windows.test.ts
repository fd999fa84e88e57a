/** Tumbling windows: section 2 of the specification, with the choices made where AWS is silent. */
import { describe, expect, it } from "vitest"
import { createFakeMapping, type FakeFunction, START } from "./testing/fake-mapping.ts"

const WINDOW = { TumblingWindowInSeconds: 60 }
const OVERSIZED = "x".repeat(1_048_576)

/** Sums like an analytics handler: the state lists what the window has seen. */
const collect: FakeFunction = event => ({
  state: { seen: [...((event.state?.seen as string[]) ?? []), ...event.Records.map(record => record.data)] },
})

/** What each invoke looked like, short: data, state's list, and the flags that are true. */
const story = (mapping: ReturnType<typeof createFakeMapping>) =>
  mapping.invocations.map(({ data, event }) => {
    const seen = ((event.state?.seen as string[]) ?? []).join("")
    const flags = `${event.isFinalInvokeForWindow ? " final" : ""}${event.isWindowTerminatedEarly ? " early" : ""}`
    return `${data}|${seen}${flags}`
  })

describe("section 2, tumbling windows", () => {
  it("an event has the window, state, shard, stream and flags; none of them without a window", async () => {
    const windowed = createFakeMapping({ properties: WINDOW, run: collect })
    const plain = createFakeMapping()
    windowed.stream.put("a")
    plain.stream.put("a")

    await windowed.runFor(0)
    await plain.runFor(0)

    const { Records, ...fields } = windowed.invocations[0]?.event ?? {}
    expect(Records).toHaveLength(1)
    expect(fields).toEqual({
      window: { start: "2026-01-01T00:00:00Z", end: "2026-01-01T00:01:00Z" },
      state: {},
      shardId: "shard-0",
      eventSourceARN: "arn:aws:kinesis:eu-central-1:123456789012:stream/test",
      isFinalInvokeForWindow: false,
      isWindowTerminatedEarly: false,
    })
    expect(Object.keys(plain.invocations[0]?.event ?? {})).toEqual(["Records"])
  })

  it("windows are aligned to the epoch also for lengths that do not divide a minute", async () => {
    const mapping = createFakeMapping({ properties: { TumblingWindowInSeconds: 7 }, run: collect })
    mapping.stream.put("a")

    await mapping.runFor(0)

    const start = Date.parse(mapping.invocations[0]?.event.window?.start ?? "")
    expect(start % 7000).toBe(0)
    expect(START - start).toBeLessThan(7000)
  })

  it("the clock is the arrival time, and a batch is cut at a window's boundary", async () => {
    const mapping = createFakeMapping({ properties: WINDOW, run: collect })
    mapping.stream.put("a", { arrivedAt: START - 61_000 })
    mapping.stream.put("b", { arrivedAt: START - 60_001 })
    mapping.stream.put("c", { arrivedAt: START - 60_000 })

    await mapping.runFor(0)

    expect(story(mapping)).toEqual(["a,b|", "|ab final", "c|"])
  })

  it("closing (a): the next record of the shard is at or after the end", async () => {
    const mapping = createFakeMapping({ properties: WINDOW, run: collect })
    mapping.stream.put("a")
    await mapping.runFor(59_000)
    mapping.stream.put("b", { arrivedAt: START + 60_000 })

    await mapping.runFor(1_000)

    expect(story(mapping)).toEqual(["a|", "|a final", "b|"])
  })

  it("closing (b): an idle shard that is caught up, a poll interval after the end", async () => {
    const mapping = createFakeMapping({ properties: WINDOW, run: collect })
    mapping.stream.put("a")

    await mapping.runFor(60_900)
    const before = story(mapping)
    await mapping.runFor(200)

    expect(before).toEqual(["a|"])
    expect(story(mapping)).toEqual(["a|", "|a final"])
  })

  it("closing (b) waits while the shard cannot be read", async () => {
    const mapping = createFakeMapping({ properties: WINDOW, run: collect })
    mapping.stream.put("a")
    await mapping.runFor(50_000)
    mapping.stream.failReads(new Error("down"), 10_000)

    await mapping.runFor(60_000)

    expect(story(mapping)).toEqual(["a|"])
  })

  it("the final invoke is one of its own, with no records and the last state", async () => {
    const mapping = createFakeMapping({ properties: { ...WINDOW, BatchSize: 1 }, run: collect })
    for (const data of "abc") mapping.stream.put(data)

    await mapping.runFor(62_000)

    expect(story(mapping)).toEqual(["a|", "b|a", "c|ab", "|abc final"])
  })

  it("finalInvokeRecords lastBatch marks the last batch as final where it is known", async () => {
    const mapping = createFakeMapping({
      properties: WINDOW,
      run: collect,
      choices: { finalInvokeRecords: "lastBatch" },
    })
    mapping.stream.put("a", { arrivedAt: START - 60_000 })
    mapping.stream.put("b", { arrivedAt: START })

    await mapping.runFor(62_000)

    expect(story(mapping)).toEqual(["a| final", "b|", "|b final"])
  })

  it("finalInvokeRecords lastBatch: the last batch of a closed shard is final", async () => {
    const mapping = createFakeMapping({
      properties: { ...WINDOW, MaximumBatchingWindowInSeconds: 300 },
      run: collect,
      choices: { finalInvokeRecords: "lastBatch" },
    })
    mapping.stream.put("a")
    mapping.stream.close("shard-0")

    await mapping.runFor(0)

    expect(story(mapping)).toEqual(["a| final"])
  })

  it("an empty window causes no invoke", async () => {
    const mapping = createFakeMapping({ properties: WINDOW, run: collect })
    mapping.stream.put("a")
    await mapping.runFor(300_000)
    mapping.stream.put("b")

    await mapping.runFor(2_000)

    expect(story(mapping)).toEqual(["a|", "|a final", "b|"])
  })

  it("state over 1 MB: one more invoke with it, marked as terminated early, then the window goes on with {}", async () => {
    const mapping = createFakeMapping({
      properties: { ...WINDOW, BatchSize: 1 },
      run: event =>
        event.Records[0]?.data === "big" ? { state: { seen: [OVERSIZED] } } : collect(event, mapping.clock),
    })
    for (const data of ["a", "big", "b"]) mapping.stream.put(data)

    await mapping.runFor(62_000)

    const shortened = story(mapping).map(line => line.replace(OVERSIZED, "<big>"))
    expect(shortened).toEqual(["a|", "big|a", "|<big> early", "b|", "|b final"])
    expect(new Set(mapping.invocations.map(({ event }) => event.window?.start)).size).toBe(1)
  })

  it("state over 1 MB of one half of a split batch is not carried into the other half", async () => {
    const mapping = createFakeMapping({
      properties: { ...WINDOW, BisectBatchOnFunctionError: true },
      run: event => {
        if (event.Records.length > 1) throw new Error("too many")
        return { state: { seen: event.Records[0]?.data === "big" ? [OVERSIZED] : [] } }
      },
    })
    for (const data of ["big", "b"]) mapping.stream.put(data)

    await mapping.runFor(0)

    const shortened = story(mapping).map(line => line.replace(OVERSIZED, "<big>"))
    expect(shortened).toEqual(["big,b|", "big|", "|<big> early", "b|"])
  })

  it("a state of exactly 1 MB goes on", async () => {
    const state = { s: "x".repeat(1_048_576 - '{"s":""}'.length) }
    const mapping = createFakeMapping({ properties: { ...WINDOW, BatchSize: 1 }, run: () => ({ state }) })
    for (const data of "ab") mapping.stream.put(data)

    await mapping.runFor(0)

    expect(mapping.invocations.map(({ event }) => event.isWindowTerminatedEarly)).toEqual([false, false])
  })

  it("a state that no event can hold is dropped and reported", async () => {
    const mapping = createFakeMapping({
      properties: WINDOW,
      run: event => ({ state: event.Records.length ? { huge: "x".repeat(6 * 1024 * 1024) } : {} }),
    })
    mapping.stream.put("a")

    await mapping.runFor(62_000)

    expect(story(mapping)).toEqual(["a|", "| final"])
    expect(mapping.logged.map(({ event }) => event)).toContain("state-lost")
  })

  it.each([[null], [[]], ["text"], [7], [undefined]])(
    "state %j is missing: the invoke has failed",
    async state => {
      const mapping = createFakeMapping({
        properties: { ...WINDOW, MaximumRetryAttempts: 1 },
        run: () => ({ state }),
      })
      mapping.stream.put("a")

      await mapping.runFor(10_000)

      expect(mapping.documents[0].requestContext).toMatchObject({
        condition: "RetryAttemptsExhausted",
        approximateInvokeCount: 2,
      })
    },
  )

  it("failed attempts never move the state, a discarded batch leaves it as it was, the window goes on", async () => {
    const mapping = createFakeMapping({
      properties: { ...WINDOW, BatchSize: 1, MaximumRetryAttempts: 1 },
      run: (event, clock) => {
        if (event.Records[0]?.data === "b") throw new Error("poison")
        return collect(event, clock)
      },
    })
    for (const data of "abc") mapping.stream.put(data)

    await mapping.runFor(62_000)

    expect(story(mapping)).toEqual(["a|", "b|a", "b|a", "c|a", "|ac final"])
  })

  it("with bisect each half gets the state that the part before it left, left half first", async () => {
    const mapping = createFakeMapping({
      properties: { ...WINDOW, BisectBatchOnFunctionError: true, MaximumRetryAttempts: 0 },
      run: (event, clock) => {
        if (event.Records.some(record => record.data === "c")) throw new Error("poison")
        return collect(event, clock)
      },
    })
    for (const data of "abcd") mapping.stream.put(data)

    await mapping.runFor(62_000)

    expect(story(mapping)).toEqual(["a,b,c,d|", "a,b|", "c,d|ab", "c|ab", "d|ab", "|abd final"])
  })

  it("the state of a partly failed answer is kept, and the rest gets it", async () => {
    let isFirst = true
    const mapping = createFakeMapping({
      properties: { ...WINDOW, FunctionResponseTypes: ["ReportBatchItemFailures"] },
      run: (event, clock) => {
        if (!isFirst) return collect(event, clock)
        isFirst = false
        return {
          state: { seen: ["a"] },
          batchItemFailures: [{ itemIdentifier: event.Records[1]?.sequenceNumber }],
        }
      },
    })
    for (const data of "ab") mapping.stream.put(data)

    await mapping.runFor(2_000)

    expect(story(mapping)).toEqual(["a,b|", "b|a"])
  })

  it("without ReportBatchItemFailures the reported items are ignored", async () => {
    const mapping = createFakeMapping({
      properties: WINDOW,
      run: event => ({
        state: {},
        batchItemFailures: [{ itemIdentifier: event.Records[0]?.sequenceNumber }],
      }),
    })
    mapping.stream.put("a")

    await mapping.runFor(10_000)

    expect(mapping.deliveries()).toEqual(["a"])
  })

  it("a failed final invoke suspends the shard until it succeeds, however few retries there are", async () => {
    let failures = 6
    const mapping = createFakeMapping({
      properties: { ...WINDOW, MaximumRetryAttempts: 1 },
      run: (event, clock) => {
        if (event.isFinalInvokeForWindow && failures-- > 0) throw new Error("not yet")
        return collect(event, clock)
      },
    })
    mapping.stream.put("a", { arrivedAt: START - 60_000 })
    mapping.stream.put("b", { arrivedAt: START })

    await mapping.runFor(59_000)

    expect(story(mapping)).toEqual(["a|", ...Array(7).fill("|a final"), "b|"])
    expect(mapping.logged.filter(({ event }) => event === "final-invoke-failed")).toHaveLength(6)
  })

  it("finalInvokeRetries capped gives the window up after MaximumRetryAttempts", async () => {
    const mapping = createFakeMapping({
      properties: { ...WINDOW, MaximumRetryAttempts: 1 },
      choices: { finalInvokeRetries: "capped" },
      run: (event, clock) => {
        if (event.isFinalInvokeForWindow) throw new Error("never")
        return collect(event, clock)
      },
    })
    mapping.stream.put("a", { arrivedAt: START - 60_000 })
    mapping.stream.put("b", { arrivedAt: START })

    await mapping.runFor(5_000)

    expect(story(mapping)).toEqual(["a|", "|a final", "|a final", "b|"])
  })

  it.each([
    [true, 2],
    [false, 1],
  ])(
    "finalInvokeNeedsState %s: a final answer without state leads to %i final invokes at once",
    async (needs, finals) => {
      const mapping = createFakeMapping({
        properties: WINDOW,
        choices: { finalInvokeNeedsState: needs },
        run: (event, clock) => (event.isFinalInvokeForWindow ? null : collect(event, clock)),
      })
      mapping.stream.put("a", { arrivedAt: START - 60_000 })
      mapping.stream.put("b", { arrivedAt: START })

      await mapping.runFor(600)

      expect(mapping.invocations.filter(({ event }) => event.isFinalInvokeForWindow)).toHaveLength(finals)
    },
  )

  it("a late record is counted into the open window and reported, never reopening the old one", async () => {
    const mapping = createFakeMapping({ properties: { ...WINDOW, BatchSize: 1 }, run: collect })
    mapping.stream.put("a", { arrivedAt: START })
    mapping.stream.put("late", { arrivedAt: START - 1 })

    await mapping.runFor(0)

    expect(story(mapping)).toEqual(["a|", "late|a"])
    expect(mapping.logged.map(({ event }) => event)).toContain("late-record")
  })

  it("a late record with no window open begins the one after the last closed", async () => {
    const mapping = createFakeMapping({ properties: WINDOW, run: collect })
    mapping.stream.put("a")
    await mapping.runFor(70_000)
    mapping.stream.put("late", { arrivedAt: START + 59_000 })

    await mapping.runFor(2_000)

    expect(mapping.invocations.at(-1)?.event.window?.start).toBe("2026-01-01T00:01:00Z")
    expect(story(mapping)).toEqual(["a|", "|a final", "late|"])
  })

  it("lateRecords error holds up the shard", async () => {
    const mapping = createFakeMapping({
      properties: { ...WINDOW, BatchSize: 1 },
      run: collect,
      choices: { lateRecords: "error" },
    })
    mapping.stream.put("a", { arrivedAt: START })
    mapping.stream.put("late", { arrivedAt: START - 1 })

    await mapping.runFor(3_000)

    expect(mapping.deliveries()).toEqual(["a"])
    expect(mapping.logged.find(({ event }) => event === "shard-fault")?.reason).toContain("LateRecordError")
    expect(mapping.shard()?.heldUpSince).not.toBeNull()
  })

  it("one window and one state a shard: shards do not share them", async () => {
    const mapping = createFakeMapping({ properties: WINDOW, run: collect, shards: ["shard-0", "shard-1"] })
    mapping.stream.put("a", { shardId: "shard-0" })
    mapping.stream.put("b", { shardId: "shard-1" })

    await mapping.runFor(62_000)

    expect(story(mapping).toSorted()).toEqual(["a|", "b|", "|a final", "|b final"].toSorted())
  })

  it("a restart or a disabled time in mid-window keeps the state", async () => {
    const first = createFakeMapping({ properties: WINDOW, run: collect })
    first.stream.put("a")
    await first.runFor(1_000)
    await first.stop()
    const { clock, stream, checkpoints } = first
    stream.put("b")

    const second = createFakeMapping({ clock, stream, checkpoints, properties: WINDOW, run: collect })
    await second.runFor(1_000)

    expect(story(second)).toEqual(["b|a"])
  })

  it("another window length drops the state", async () => {
    const first = createFakeMapping({ properties: WINDOW, run: collect })
    first.stream.put("a")
    await first.runFor(1_000)
    await first.stop()
    const { clock, stream, checkpoints } = first
    stream.put("b")

    const properties = { TumblingWindowInSeconds: 30 }
    const second = createFakeMapping({ clock, stream, checkpoints, properties, run: collect })
    await second.runFor(1_000)

    expect(story(second)).toEqual(["b|"])
    expect(second.logged.map(({ event }) => event)).toContain("window-dropped")
  })

  it("a batching window does not carry records past the end of an idle window", async () => {
    const properties = { ...WINDOW, MaximumBatchingWindowInSeconds: 300 }
    const mapping = createFakeMapping({ properties, run: collect })
    mapping.stream.put("a")

    await mapping.runFor(63_000)

    expect(story(mapping)).toEqual(["a|", "|a final"])
  })
})
