/** Batching, reading and resharding: section 3 of the specification and what section 4 says of shards. */
import { describe, expect, it } from "vitest"
import { MOST_EVENT_BYTES } from "./event-body.ts"
import { createFakeMapping, START } from "./testing/fake-mapping.ts"
import { namedError } from "./testing/fake-stream.ts"

type Mapping = ReturnType<typeof createFakeMapping>
const putAll = (mapping: Mapping, letters: string, options = {}) =>
  [...letters].map(data => mapping.stream.put(data, options))
const fail = () => {
  throw new Error("always")
}

describe("section 3, batching", () => {
  it("without a batching window even one record is sent at once", async () => {
    const mapping = createFakeMapping()
    mapping.stream.put("a")

    await mapping.runFor(0)

    expect(mapping.deliveries()).toEqual(["a"])
  })

  it("a batch holds at most BatchSize records", async () => {
    const mapping = createFakeMapping({ properties: { BatchSize: 2 } })
    putAll(mapping, "abcde")

    await mapping.runFor(0)

    expect(mapping.deliveries()).toEqual(["a,b", "c,d", "e"])
  })

  it("a batching window collects until it has elapsed", async () => {
    const mapping = createFakeMapping({ properties: { MaximumBatchingWindowInSeconds: 5 } })
    mapping.stream.put("a")
    await mapping.runFor(3_000)
    mapping.stream.put("b")

    await mapping.runFor(4_000)

    expect(mapping.invocations.map(({ at, data }) => [at, data])).toEqual([[5000, "a,b"]])
  })

  it("a full batch does not wait for the batching window", async () => {
    const mapping = createFakeMapping({ properties: { MaximumBatchingWindowInSeconds: 300, BatchSize: 2 } })
    putAll(mapping, "abc")

    await mapping.runFor(1_000)

    expect(mapping.deliveries()).toEqual(["a,b"])
  })

  it("an event as serialised has at most 6 MB", async () => {
    const mapping = createFakeMapping()
    const padding = 1_500_000
    for (const data of "abcdefgh") mapping.stream.put(data, { padding })

    await mapping.runFor(0)

    expect(mapping.deliveries()).toEqual(["a,b,c,d", "e,f,g,h"])
  })

  it("a batch may fill an event to its last byte", async () => {
    const mapping = createFakeMapping()
    mapping.stream.put("a")
    const envelope = '{"Records":[,]}'.length
    await mapping.runFor(0)
    const bytes = JSON.stringify(mapping.invocations[0]?.event.Records[0]).length
    mapping.stream.put("b", { padding: MOST_EVENT_BYTES - 2 * bytes - envelope })
    mapping.stream.put("c")

    await mapping.runFor(1_000)

    expect(mapping.deliveries()).toEqual(["a", "b,c"])
  })

  it("a single record that no event can hold is discarded as undeliverable, with a warning", async () => {
    const mapping = createFakeMapping()
    putAll(mapping, "a")
    mapping.stream.put("b", { padding: MOST_EVENT_BYTES })
    putAll(mapping, "c")

    await mapping.runFor(0)

    expect(mapping.deliveries()).toEqual(["a", "c"])
    expect(mapping.documents.map(document => document.KinesisBatchInfo.startSequenceNumber)).toEqual(["102"])
    expect(mapping.logged.map(({ event }) => event)).toContain("undeliverable")
  })

  it("records that the filters refuse are done without an invoke, and the checkpoint passes them", async () => {
    const mapping = createFakeMapping()
    mapping.stream.put("a", { matches: false })
    const last = mapping.stream.put("b", { matches: false })

    await mapping.runFor(0)

    expect(mapping.deliveries()).toEqual([])
    expect(mapping.shard()?.position).toBe(last)
  })

  it("one batch a shard is in flight, other shards are not held up", async () => {
    const mapping = createFakeMapping({
      shards: ["shard-0", "shard-1"],
      run: event => {
        if (event.Records[0]?.data === "a") fail()
      },
    })
    putAll(mapping, "ab", { shardId: "shard-0" })
    putAll(mapping, "xy", { shardId: "shard-1" })

    await mapping.runFor(1_000)

    expect(new Set(mapping.deliveries())).toEqual(new Set(["a,b", "x,y"]))
  })

  it("polls again at once while behind, and once an interval when it has caught up", async () => {
    const mapping = createFakeMapping()
    mapping.stream.readLimit = 1
    putAll(mapping, "abc")

    await mapping.runFor(0)
    const readsWhileBehind = mapping.stream.reads
    await mapping.runFor(10_000)

    expect(readsWhileBehind).toBe(3)
    expect(mapping.stream.reads - readsWhileBehind).toBe(10)
  })
})

describe("section 3, ParallelizationFactor", () => {
  const parallel = { ParallelizationFactor: 4, BatchSize: 1 }

  it("keeps order within a partition key while other keys go on", async () => {
    const mapping = createFakeMapping({
      properties: parallel,
      run: (event, clock) => clock.sleep(event.Records[0]?.data.startsWith("slow") ? 10_000 : 0),
    })
    mapping.stream.put("slow-1", { key: "a" })
    mapping.stream.put("slow-2", { key: "a" })
    for (const data of ["1", "2", "3"]) mapping.stream.put(data, { key: "b" })

    await mapping.runFor(5_000)
    const early = mapping.deliveries()
    await mapping.runFor(20_000)

    expect(early.toSorted()).toEqual(["1", "2", "3", "slow-1"])
    expect(early.filter(data => data !== "slow-1")).toEqual(["1", "2", "3"])
    expect(mapping.deliveries().at(-1)).toBe("slow-2")
  })

  it("the durable checkpoint stays before the lowest unfinished record", async () => {
    const mapping = createFakeMapping({
      properties: parallel,
      run: event => {
        if (event.Records[0]?.data === "bad") fail()
      },
    })
    const before = mapping.stream.put("x", { key: "b" })
    mapping.stream.put("bad", { key: "a" })
    mapping.stream.put("y", { key: "b" })

    await mapping.runFor(2_000)
    await mapping.stop()
    const { clock, stream, checkpoints } = mapping
    const restarted = createFakeMapping({ clock, stream, checkpoints, properties: parallel })
    await restarted.runFor(2_000)

    expect(mapping.shard()?.position).toBe(before)
    expect(restarted.deliveries().toSorted()).toEqual(["bad", "y"])
  })
})

describe("section 3, starting positions", () => {
  it("TRIM_HORIZON begins with the oldest record", async () => {
    const mapping = createFakeMapping()
    mapping.stream.put("a", { arrivedAt: START - 10_000 })

    await mapping.runFor(0)

    expect(mapping.deliveries()).toEqual(["a"])
  })

  it("LATEST begins with what comes after the start", async () => {
    const mapping = createFakeMapping({ properties: { StartingPosition: "LATEST" } })
    mapping.stream.put("old")
    await mapping.start()
    mapping.stream.put("new")

    await mapping.runFor(2_000)

    expect(mapping.deliveries()).toEqual(["new"])
  })

  it("LATEST loses nothing when it restarts before its first record", async () => {
    const properties = { StartingPosition: "LATEST" }
    const first = createFakeMapping({ properties })
    first.stream.put("old", { arrivedAt: START - 1 })
    await first.runFor(2_000)
    await first.stop()
    const { clock, stream, checkpoints } = first
    stream.put("meanwhile")

    const second = createFakeMapping({ clock, stream, checkpoints, properties })
    await second.runFor(2_000)

    expect(second.deliveries()).toEqual(["meanwhile"])
  })

  it("LATEST loses nothing when its iterator expires before its first record", async () => {
    const mapping = createFakeMapping({ properties: { StartingPosition: "LATEST" } })
    mapping.stream.put("old", { arrivedAt: START - 1 })
    await mapping.runFor(500)
    mapping.stream.expireIterators()
    mapping.stream.put("new")

    await mapping.runFor(1_000)

    expect(mapping.deliveries()).toEqual(["new"])
  })

  it("AT_TIMESTAMP begins with the first record of that time, and keeps later ones whose time is earlier", async () => {
    const timestamp = (START - 5_000) / 1000
    const properties = { StartingPosition: "AT_TIMESTAMP", StartingPositionTimestamp: timestamp }
    const mapping = createFakeMapping({ properties })
    mapping.stream.put("before", { arrivedAt: START - 5_001 })
    mapping.stream.put("at", { arrivedAt: START - 5_000 })
    mapping.stream.put("late", { arrivedAt: START - 6_000 })

    await mapping.runFor(0)

    expect(mapping.deliveries()).toEqual(["at,late"])
  })

  it("a disabled mapping reads nothing and continues when it is enabled", async () => {
    const disabled = createFakeMapping({ properties: { Enabled: false } })
    disabled.stream.put("a")
    await disabled.runFor(5_000)

    const { clock, stream, checkpoints } = disabled
    const enabled = createFakeMapping({ clock, stream, checkpoints })
    await enabled.runFor(0)

    expect(disabled.status()).toMatchObject({
      state: "Disabled",
      lastProcessingResult: "No records processed",
    })
    expect(disabled.deliveries()).toEqual([])
    expect(enabled.deliveries()).toEqual(["a"])
  })

  it("a stream that does not exist is refused in AWS's words", async () => {
    const mapping = createFakeMapping()
    mapping.stream.failDescribes(namedError("ResourceNotFoundException"))

    const run = await mapping.start()

    await expect(run.ready).rejects.toThrow(
      "Stream not found: arn:aws:kinesis:eu-central-1:123456789012:stream/test",
    )
  })
})

describe("section 4, resharding", () => {
  it("children start at their first record, once all their parents are done", async () => {
    const mapping = createFakeMapping({
      shards: ["shard-0", "shard-1"],
      properties: { StartingPosition: "LATEST", BatchSize: 1 },
    })
    await mapping.runFor(0)
    putAll(mapping, "ab", { shardId: "shard-0" })
    putAll(mapping, "x", { shardId: "shard-1" })
    mapping.stream.addShard("shard-2", ["shard-0", "shard-1"])
    putAll(mapping, "m", { shardId: "shard-2" })

    mapping.stream.close("shard-0")
    await mapping.runFor(15_000)
    const withOneParent = mapping.deliveries()
    mapping.stream.close("shard-1")
    await mapping.runFor(2_000)

    expect(withOneParent.toSorted()).toEqual(["a", "b", "x"])
    expect(mapping.deliveries().at(-1)).toBe("m")
  })

  it("a finished shard is never read again", async () => {
    const first = createFakeMapping()
    putAll(first, "ab")
    first.stream.close("shard-0")
    first.stream.addShard("shard-1", ["shard-0"])
    await first.runFor(5_000)
    await first.stop()

    const { clock, stream, checkpoints } = first
    const second = createFakeMapping({ clock, stream, checkpoints })
    putAll(second, "c", { shardId: "shard-1" })
    await second.runFor(2_000)

    expect(second.deliveries()).toEqual(["c"])
  })

  it("a parent that has expired does not hold up its children", async () => {
    const mapping = createFakeMapping({ shards: [] })
    mapping.stream.addShard("shard-9", ["shard-5"])
    putAll(mapping, "a", { shardId: "shard-9" })

    await mapping.runFor(0)

    expect(mapping.deliveries()).toEqual(["a"])
  })

  it("a shard that appears later is found and read from its first record", async () => {
    const mapping = createFakeMapping({ properties: { StartingPosition: "LATEST" } })
    await mapping.runFor(0)
    mapping.stream.addShard("shard-7")
    putAll(mapping, "a", { shardId: "shard-7" })

    await mapping.runFor(11_000)

    expect(mapping.deliveries()).toEqual(["a"])
  })
})

describe("section 4, trouble with the stream", () => {
  it("an expired iterator is rebuilt after the last record read", async () => {
    const mapping = createFakeMapping()
    const last = mapping.stream.put("a")
    await mapping.runFor(500)
    mapping.stream.expireIterators()
    putAll(mapping, "b")

    await mapping.runFor(1_000)

    expect(mapping.deliveries()).toEqual(["a", "b"])
    expect(mapping.stream.positions.at(-1)).toEqual({ type: "AFTER", sequenceNumber: last })
  })

  it.each([
    "ProvisionedThroughputExceededException",
    "LimitExceededException",
    "TimeoutError",
    "ECONNREFUSED",
  ])("after %s it backs off and goes on, and reports it once", async name => {
    const mapping = createFakeMapping()
    mapping.stream.failReads(namedError(name), 10)
    putAll(mapping, "ab")

    await mapping.runFor(30_000)

    expect(mapping.deliveries()).toEqual(["a,b"])
    expect(mapping.logged.filter(({ event }) => event === "stream-unavailable")).toHaveLength(1)
  })

  it("records that the stream no longer keeps are reported as lost, and reading goes on with the oldest", async () => {
    const mapping = createFakeMapping()
    mapping.stream.failReads(namedError("TrimmedDataAccessException"))
    putAll(mapping, "ab")

    await mapping.runFor(2_000)

    expect(mapping.deliveries()).toEqual(["a,b"])
    expect(mapping.logged.map(({ event }) => event)).toContain("records-lost")
  })

  it("a stream that is out of reach at the start is waited for", async () => {
    const mapping = createFakeMapping()
    mapping.stream.failDescribes(namedError("ECONNREFUSED"), 5)
    putAll(mapping, "ab")

    const run = await mapping.start()
    await run.ready
    await mapping.runFor(10_000)

    expect(mapping.deliveries()).toEqual(["a,b"])
  })

  it("a stream that was made anew under the mapping is read from its beginning", async () => {
    const mapping = createFakeMapping()
    putAll(mapping, "ab")
    await mapping.runFor(1_000)
    mapping.stream.createdAt = 2
    mapping.stream.removeShard("shard-0")
    mapping.stream.addShard("shard-0")
    putAll(mapping, "xy")

    await mapping.runFor(12_000)

    expect(mapping.deliveries()).toEqual(["a,b", "x,y"])
    expect(mapping.logged.map(({ event }) => event)).toContain("stream-replaced")
  })
})
