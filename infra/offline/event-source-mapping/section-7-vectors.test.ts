/** The test vectors of the specification, section 7. */
import { describe, expect, it } from "vitest"
import { createFakeMapping, START } from "./testing/fake-mapping.ts"
import { windowInstant, windowStartOf } from "./tumbling-window.ts"

const fail = () => {
  throw new Error("always")
}
const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1))

describe("section 7, test vectors", () => {
  it("a: with W=120 a record of 1607497475 is in 2020-12-09T07:04:00Z..07:06:00Z", () => {
    const start = windowStartOf(1607497475_000, { seconds: 120, open: null, closedThrough: 0 })

    expect(windowInstant(start)).toBe("2020-12-09T07:04:00Z")
    expect(windowInstant(start + 120_000)).toBe("2020-12-09T07:06:00Z")
  })

  it("b: a record exactly at the end of a window is in the next one", () => {
    const end = Date.parse("2020-12-09T07:06:00Z")

    expect(windowStartOf(end, { seconds: 120, open: null, closedThrough: 0 })).toBe(end)
    expect(windowStartOf(end - 1, { seconds: 120, open: null, closedThrough: 0 })).toBe(end - 120_000)
  })

  it("c: two retries of a function that always throws are three invokes, counted 3, Unhandled", async () => {
    const mapping = createFakeMapping({ run: fail, properties: { MaximumRetryAttempts: 2 } })
    mapping.stream.put("a")

    await mapping.runFor(60_000)

    expect(mapping.invocations).toHaveLength(3)
    expect(mapping.documents).toHaveLength(1)
    expect(mapping.documents[0].requestContext).toMatchObject({
      condition: "RetryAttemptsExhausted",
      approximateInvokeCount: 3,
    })
    expect(mapping.documents[0].responseContext.functionError).toBe("Unhandled")
  })

  it("d: six records in threes, the last one failing, are delivered 1, 1, 1, 1, 1 and 5 times", async () => {
    const mapping = createFakeMapping({
      properties: {
        BatchSize: 3,
        MaximumRetryAttempts: 3,
        FunctionResponseTypes: ["ReportBatchItemFailures"],
      },
      run: event => ({
        batchItemFailures: event.Records.filter(record => record.data === "6").map(record => ({
          itemIdentifier: record.sequenceNumber,
        })),
      }),
    })
    for (const data of numbers(6)) mapping.stream.put(data)

    await mapping.runFor(120_000)

    const delivered = mapping.deliveries().join(",").split(",")
    expect(numbers(6).map(data => delivered.filter(one => one === data).length)).toEqual([1, 1, 1, 1, 1, 5])
    expect(mapping.documents).toHaveLength(1)
    expect(mapping.documents[0].requestContext.approximateInvokeCount).toBe(4)
    expect(mapping.documents[0].responseContext.functionError).toBeNull()
    expect(mapping.documents[0].KinesisBatchInfo.batchSize).toBe(1)
  })

  it("e: of six records the first expired one is one document, the other five are delivered", async () => {
    const mapping = createFakeMapping({ properties: { MaximumRecordAgeInSeconds: 60 } })
    mapping.stream.put("1", { arrivedAt: START - 61_000 })
    for (const data of numbers(6).slice(1)) mapping.stream.put(data)

    await mapping.runFor(5_000)

    expect(mapping.deliveries()).toEqual(["2,3,4,5,6"])
    expect(mapping.documents).toHaveLength(1)
    expect(mapping.documents[0].KinesisBatchInfo.batchSize).toBe(1)
    expect(mapping.documents[0].requestContext).toMatchObject({
      condition: "RecordAgeExceeded",
      approximateInvokeCount: 1,
    })
    expect(mapping.documents[0]).not.toHaveProperty("responseContext")
  })

  it.each([[null], [""], [[]], [{}], [{ batchItemFailures: [] }], [{ batchItemFailures: null }]])(
    "f: the answer %j is a complete success",
    async answer => {
      const mapping = createFakeMapping({
        properties: { FunctionResponseTypes: ["ReportBatchItemFailures"], MaximumRetryAttempts: 1 },
        run: () => answer,
      })
      mapping.stream.put("a")

      await mapping.runFor(10_000)

      expect(mapping.deliveries()).toEqual(["a"])
      expect(mapping.documents).toEqual([])
    },
  )

  it.each([
    [{ batchItemFailures: [{ itemIdentifier: "" }] }],
    [{ batchItemFailures: [{ itemIdentifier: null }] }],
    [{ batchItemFailures: [{ foo: 123 }] }],
    [{ batchItemFailures: [{ foo: null }] }],
    [{ batchItemFailures: [{ itemIdentifier: 123 }] }],
    ["a thrown error"],
  ])("f: the answer %j fails the whole batch, which is retried", async answer => {
    const mapping = createFakeMapping({
      properties: { FunctionResponseTypes: ["ReportBatchItemFailures"], MaximumRetryAttempts: 1 },
      run: () => (typeof answer === "string" ? fail() : answer),
    })
    for (const data of ["a", "b"]) mapping.stream.put(data)

    await mapping.runFor(10_000)

    expect(mapping.deliveries()).toEqual(["a,b", "a,b"])
    expect(mapping.documents[0].KinesisBatchInfo.batchSize).toBe(2)
  })

  it("g: an answer without state on a windowed mapping is retried with the same state", async () => {
    let calls = 0
    const mapping = createFakeMapping({
      properties: { TumblingWindowInSeconds: 60, BatchSize: 1 },
      run: () => {
        calls += 1
        return calls === 2 ? { answer: "no state" } : { state: { calls } }
      },
    })
    for (const data of ["a", "b"]) mapping.stream.put(data)

    await mapping.runFor(10_000)

    expect(mapping.invocations.map(({ data, event }) => [data, event.state])).toEqual([
      ["a", {}],
      ["b", { calls: 1 }],
      ["b", { calls: 1 }],
    ])
  })

  it("h: a parent that ends in mid-window gets its final invoke, then the child starts with {}", async () => {
    const mapping = createFakeMapping({
      properties: { TumblingWindowInSeconds: 60 },
      run: event => ({ state: { seen: [event.shardId] } }),
    })
    mapping.stream.put("a")
    await mapping.runFor(2_000)
    mapping.stream.addShard("shard-1", ["shard-0"])
    mapping.stream.put("b", { shardId: "shard-1" })

    mapping.stream.close("shard-0")
    await mapping.runFor(3_000)

    const seen = mapping.invocations.map(({ data, event }) => [
      event.shardId,
      data,
      event.state,
      event.isFinalInvokeForWindow,
    ])
    expect(seen).toEqual([
      ["shard-0", "a", {}, false],
      ["shard-0", "", { seen: ["shard-0"] }, true],
      ["shard-1", "b", {}, false],
    ])
  })
})
