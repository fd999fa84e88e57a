import { describe, expect, it } from "vitest"
import { cutBatch, type PendingRecord } from "./batching.ts"

const pending = (...sizes: number[]): PendingRecord[] =>
  sizes.map((bytes, index) => ({
    sequenceNumber: `${index}`,
    laneKey: "",
    arrivedAt: index,
    json: "",
    bytes,
    matches: true,
    readAt: 1000,
    done: false,
  }))
const limits = { batchSize: 100, batchingWindowMs: 0, bytesLeft: 1000, belongs: null }

describe("cutting a batch", () => {
  it("fills the bytes that are left exactly, a comma counted with each record", () => {
    const count = (bytesLeft: number) => cutBatch(pending(10, 10, 10), { ...limits, bytesLeft }, 1000, false)

    expect(count(33)).toMatchObject({ count: 3 })
    expect(count(32)).toMatchObject({ count: 2 })
    expect(count(22)).toMatchObject({ count: 2 })
    expect(count(21)).toMatchObject({ count: 1 })
  })

  it("makes a batch of one record that is too large by itself", () => {
    expect(cutBatch(pending(2000, 1), limits, 1000, false)).toEqual({ count: 1, endsAtBoundary: false })
  })

  it("does not wait when bytes or a boundary end the batch, whatever the batching window", () => {
    const patient = { ...limits, batchingWindowMs: 300_000 }

    expect(cutBatch(pending(600, 600), patient, 1000, false)).toEqual({ count: 1, endsAtBoundary: false })
    expect(
      cutBatch(pending(1, 1), { ...patient, belongs: record => record.arrivedAt < 1 }, 1000, false),
    ).toEqual({
      count: 1,
      endsAtBoundary: true,
    })
  })

  it("waits for the batching window of the first record, unless it is flushed", () => {
    const patient = { ...limits, batchingWindowMs: 5000 }

    expect(cutBatch(pending(1), patient, 5999, false)).toEqual({ waitUntil: 6000 })
    expect(cutBatch(pending(1), patient, 6000, false)).toEqual({ count: 1, endsAtBoundary: false })
    expect(cutBatch(pending(1), patient, 1000, true)).toEqual({ count: 1, endsAtBoundary: false })
  })
})
