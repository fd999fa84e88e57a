/** Errors, retries and checkpoints: section 4 of the specification. */
import { describe, expect, it } from "vitest"
import { createFakeMapping, type FakeEvent, START, Unavailable } from "./testing/fake-mapping.ts"

const REPORTS = { FunctionResponseTypes: ["ReportBatchItemFailures"] }

/** A function that throws whenever its batch has one of these. */
const failOn =
  (...poison: string[]) =>
  (event: FakeEvent) => {
    if (event.Records.some(record => poison.includes(record.data))) throw new Error("poison")
  }

/** A function that reports these records, and succeeds with all others. */
const report =
  (...poison: string[]) =>
  (event: FakeEvent) => ({
    batchItemFailures: event.Records.filter(record => poison.includes(record.data)).map(record => ({
      itemIdentifier: record.sequenceNumber,
    })),
  })

const putAll = (mapping: ReturnType<typeof createFakeMapping>, letters: string) =>
  [...letters].map(data => mapping.stream.put(data))

describe("section 4, retries", () => {
  it("the checkpoint is the highest sequence number of the batch, only on complete success", async () => {
    let isBroken = true
    const mapping = createFakeMapping({
      run: () => {
        if (isBroken) throw new Error("broken")
      },
    })
    const [, , last] = putAll(mapping, "abc")

    await mapping.runFor(600)
    const positionWhileFailing = mapping.shard()?.position
    isBroken = false
    await mapping.runFor(5_000)

    expect(positionWhileFailing).toBeNull()
    expect(mapping.shard()?.position).toBe(last)
    expect(mapping.deliveries()).toEqual(["a,b,c", "a,b,c", "a,b,c"])
  })

  it("errors before the invocation do not use up retries", async () => {
    let calls = 0
    const mapping = createFakeMapping({
      properties: { MaximumRetryAttempts: 0 },
      run: () => {
        calls += 1
        if (calls <= 20) throw new Unavailable("restarting")
      },
    })
    mapping.stream.put("a")

    await mapping.runFor(60_000)

    expect(mapping.invocations).toHaveLength(21)
    expect(mapping.documents).toEqual([])
    expect(mapping.shard()).toMatchObject({ invokes: 1, failures: 0, records: 1 })
  })

  it("errors before the invocation end at the maximum record age", async () => {
    const mapping = createFakeMapping({
      properties: { MaximumRecordAgeInSeconds: 60 },
      run: () => {
        throw new Unavailable("gone")
      },
    })
    mapping.stream.put("a")

    await mapping.runFor(61_000)

    expect(mapping.documents[0].requestContext.condition).toBe("RecordAgeExceeded")
  })

  it.each([
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
  ])(
    "counting: MaximumRetryAttempts %i gives %i invokes and that approximateInvokeCount",
    async (retries, invokes) => {
      const mapping = createFakeMapping({ run: failOn("a"), properties: { MaximumRetryAttempts: retries } })
      mapping.stream.put("a")

      await mapping.runFor(60_000)

      expect(mapping.invocations).toHaveLength(invokes)
      expect(mapping.documents[0].requestContext.approximateInvokeCount).toBe(invokes)
    },
  )

  it("backoff: half a second doubling to 15 s gives the recorded 8 invokes within an age limit of 60 s", async () => {
    const mapping = createFakeMapping({ run: failOn("a"), properties: { MaximumRecordAgeInSeconds: 60 } })
    mapping.stream.put("a")

    await mapping.runFor(70_000)

    expect(mapping.invocations.map(({ at }) => at)).toEqual([
      0, 500, 1500, 3500, 7500, 15_500, 30_500, 45_500,
    ])
    expect(mapping.documents[0].requestContext).toMatchObject({
      condition: "RecordAgeExceeded",
      approximateInvokeCount: 8,
    })
    expect(mapping.documents[0]).not.toHaveProperty("responseContext")
  })

  it("record age: a batch is discarded when its age is reached, not at the next retry", async () => {
    const mapping = createFakeMapping({ run: failOn("a"), properties: { MaximumRecordAgeInSeconds: 60 } })
    mapping.stream.put("a")
    await mapping.runFor(30_000)
    mapping.stream.put("b")

    await mapping.runFor(30_100)

    expect(mapping.deliveries().at(-1)).toBe("b")
  })

  it("record age: expired records are cut off the front between retries, the rest goes on", async () => {
    const mapping = createFakeMapping({ run: failOn("b"), properties: { MaximumRecordAgeInSeconds: 60 } })
    mapping.stream.put("a", { arrivedAt: START - 58_000 })
    mapping.stream.put("b")

    await mapping.runFor(10_000)

    expect(mapping.deliveries().slice(0, 5)).toEqual(["a,b", "a,b", "a,b", "b", "b"])
    expect(mapping.documents.map(document => document.KinesisBatchInfo.batchSize)).toEqual([1])
  })

  it("source expiry: a record that fails longer than the stream keeps it vanishes, without a document", async () => {
    const mapping = createFakeMapping({ run: failOn("a") })
    mapping.stream.put("a", { arrivedAt: START - 86_400_000 + 10_000 })

    await mapping.runFor(20_000)
    mapping.stream.put("b")
    await mapping.runFor(20_000)

    expect(mapping.documents).toEqual([])
    expect(mapping.deliveries().at(-1)).toBe("b")
  })

  it("after a discard the shard moves on", async () => {
    const mapping = createFakeMapping({
      run: failOn("b"),
      properties: { MaximumRetryAttempts: 1, BatchSize: 1 },
    })
    putAll(mapping, "abc")

    await mapping.runFor(10_000)

    expect(mapping.deliveries()).toEqual(["a", "b", "b", "c"])
    expect(mapping.shard()).toMatchObject({ records: 3, discarded: 1, heldUpSince: null })
  })

  it("a shard that is held up says since when", async () => {
    const mapping = createFakeMapping({ run: failOn("a") })
    mapping.stream.put("a")

    await mapping.runFor(20_000)

    expect(mapping.shard()).toMatchObject({
      heldUpSince: START,
      lastProcessingResult: "PROBLEM: Function call failed",
    })
  })
})

describe("section 4, bisect", () => {
  it("halves a failed batch, left part first, down to the poison record, without using up retries", async () => {
    const mapping = createFakeMapping({
      run: failOn("d"),
      properties: { BisectBatchOnFunctionError: true, MaximumRetryAttempts: 0 },
    })
    putAll(mapping, "abcde")

    await mapping.runFor(1_000)

    expect(mapping.deliveries()).toEqual(["a,b,c,d,e", "a,b", "c,d,e", "c", "d,e", "d", "e"])
    expect(mapping.documents[0].KinesisBatchInfo.batchSize).toBe(1)
    expect(mapping.documents[0].requestContext.approximateInvokeCount).toBe(1)
  })

  it("counts retries only for what cannot be split further", async () => {
    const mapping = createFakeMapping({
      run: failOn("b"),
      properties: { BisectBatchOnFunctionError: true, MaximumRetryAttempts: 2 },
    })
    putAll(mapping, "ab")

    await mapping.runFor(10_000)

    expect(mapping.deliveries()).toEqual(["a,b", "a", "b", "b", "b"])
    expect(mapping.documents[0].requestContext.approximateInvokeCount).toBe(3)
  })
})

describe("section 4, ReportBatchItemFailures", () => {
  it("rule 1: the answer is ignored unless the mapping enables it", async () => {
    const mapping = createFakeMapping({ run: report("a", "b") })
    putAll(mapping, "ab")

    await mapping.runFor(10_000)

    expect(mapping.deliveries()).toEqual(["a,b"])
  })

  it("rule 2: a function that returns nothing has succeeded", async () => {
    const mapping = createFakeMapping({ run: () => undefined, properties: REPORTS })
    putAll(mapping, "ab")

    await mapping.runFor(10_000)

    expect(mapping.deliveries()).toEqual(["a,b"])
  })

  it("rule 3: an id that is not in the batch fails the whole batch", async () => {
    const mapping = createFakeMapping({
      run: () => ({ batchItemFailures: [{ itemIdentifier: "999" }] }),
      properties: { ...REPORTS, MaximumRetryAttempts: 1 },
    })
    putAll(mapping, "ab")

    await mapping.runFor(10_000)

    expect(mapping.deliveries()).toEqual(["a,b", "a,b"])
    expect(mapping.documents[0].responseContext.functionError).toBeNull()
  })

  it("rule 4: the lowest reported number is the checkpoint, all after it are retried", async () => {
    let calls = 0
    const mapping = createFakeMapping({
      run: event => {
        calls += 1
        return calls === 1 ? report("d", "b")(event) : null
      },
      properties: REPORTS,
    })
    const [first] = putAll(mapping, "abcde")

    await mapping.runFor(100)
    const position = mapping.shard()?.position
    await mapping.runFor(10_000)

    expect(position).toBe(first)
    expect(mapping.deliveries()).toEqual(["a,b,c,d,e", "b,c,d,e"])
  })

  it("rule 5: valid and invalid ids in one list fail the whole batch", async () => {
    const mapping = createFakeMapping({
      run: event => ({
        batchItemFailures: [
          { itemIdentifier: event.Records.at(-1)?.sequenceNumber },
          { itemIdentifier: "999" },
        ],
      }),
      properties: { ...REPORTS, MaximumRetryAttempts: 1 },
    })
    putAll(mapping, "abc")

    await mapping.runFor(10_000)

    expect(mapping.deliveries()).toEqual(["a,b,c", "a,b,c"])
  })

  it("rule 6: progress resets the retry counter", async () => {
    const failures = new Map([
      ["b", 2],
      ["c", 2],
    ])
    const mapping = createFakeMapping({
      run: event => {
        const failing = event.Records.find(record => (failures.get(record.data) ?? 0) > 0)?.data
        if (failing === undefined) return null
        failures.set(failing, (failures.get(failing) ?? 0) - 1)
        return report(failing)(event)
      },
      properties: { ...REPORTS, MaximumRetryAttempts: 1 },
    })
    putAll(mapping, "abc")

    await mapping.runFor(20_000)

    expect(mapping.deliveries()).toEqual(["a,b,c", "b,c", "b,c", "c", "c"])
    expect(mapping.documents).toEqual([])
  })

  it("rule 6: what is discarded is what is left after the checkpoint, not the original batch", async () => {
    const mapping = createFakeMapping({
      run: report("b"),
      properties: { ...REPORTS, MaximumRetryAttempts: 1 },
    })
    const [, second, third] = putAll(mapping, "abc")

    await mapping.runFor(20_000)

    expect(mapping.documents[0].KinesisBatchInfo).toMatchObject({
      startSequenceNumber: second,
      endSequenceNumber: third,
      batchSize: 2,
    })
  })

  it("rule 7: with bisect a thrown error halves the batch", async () => {
    const mapping = createFakeMapping({
      run: failOn("c"),
      properties: { ...REPORTS, BisectBatchOnFunctionError: true, MaximumRetryAttempts: 0 },
    })
    putAll(mapping, "abcd")

    await mapping.runFor(10_000)

    expect(mapping.deliveries()).toEqual(["a,b,c,d", "a,b", "c,d", "c", "d"])
  })

  it("rule 7: with bisect a partial answer splits at the returned number and retries only the rest", async () => {
    let calls = 0
    const mapping = createFakeMapping({
      run: event => {
        calls += 1
        return calls === 1 ? report("d")(event) : null
      },
      properties: { ...REPORTS, BisectBatchOnFunctionError: true },
    })
    putAll(mapping, "abcde")

    await mapping.runFor(10_000)

    expect(mapping.deliveries()).toEqual(["a,b,c,d,e", "d,e"])
  })

  it.each([["text"], [7], [true], [[1]], [{ batchItemFailures: "x" }]])(
    "rule 8: the answer %j, no success form, fails the whole batch",
    async answer => {
      const mapping = createFakeMapping({
        run: () => answer,
        properties: { ...REPORTS, MaximumRetryAttempts: 1 },
      })
      putAll(mapping, "ab")

      await mapping.runFor(10_000)

      expect(mapping.deliveries()).toEqual(["a,b", "a,b"])
    },
  )
})

describe("section 4, checkpoints", () => {
  it("a restart continues after the last record that is done", async () => {
    const first = createFakeMapping({ properties: { BatchSize: 2 }, run: failOn("c") })
    putAll(first, "abcd")
    await first.runFor(2_000)
    await first.stop()

    const { clock, stream, checkpoints } = first
    const second = createFakeMapping({ clock, stream, checkpoints, properties: { BatchSize: 2 } })
    await second.runFor(2_000)

    expect(second.deliveries()).toEqual(["c,d"])
    expect(stream.positions.at(-1)).toEqual({ type: "AFTER", sequenceNumber: "102" })
  })

  it("a stop lets the batch in flight end and remembers it", async () => {
    const mapping = createFakeMapping({
      properties: { BatchSize: 1 },
      run: (_event, clock) => clock.sleep(1_000),
    })
    putAll(mapping, "ab")
    await mapping.runFor(100)

    await mapping.stop()

    expect(mapping.deliveries()).toEqual(["a"])
    expect(mapping.status()).toMatchObject({ state: "Stopped", shards: [{ position: "101" }] })
  })

  it("another stream of the same name starts afresh", async () => {
    const first = createFakeMapping()
    putAll(first, "ab")
    await first.runFor(2_000)
    await first.stop()

    const { clock, checkpoints } = first
    const second = createFakeMapping({ clock, checkpoints })
    second.stream.createdAt = 2
    putAll(second, "xy")
    await second.runFor(2_000)

    expect(second.deliveries()).toEqual(["x,y"])
  })

  it("two mappings on one stream have checkpoints of their own", async () => {
    const first = createFakeMapping({ id: "one" })
    putAll(first, "ab")
    await first.runFor(2_000)

    const { clock, stream, checkpoints } = first
    const second = createFakeMapping({ clock, stream, checkpoints, id: "two" })
    await second.runFor(2_000)

    expect(second.deliveries()).toEqual(["a,b"])
  })
})
