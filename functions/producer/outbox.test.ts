import type { KinesisClient, PutRecordsCommand } from "@aws-sdk/client-kinesis"
import fc from "fast-check"
import { beforeAll, describe, expect, it } from "vitest"
import { makeInvoice } from "./make-invoice.ts"
import { createOutbox } from "./outbox.ts"
import { createRandom, type Random } from "./random.ts"

beforeAll(() => {
  process.env.STAGE = "test"
})

const catalog = { customers: [{ id: "1" }, { id: "2" }], products: [{ id: "1", price: 500 }] }

const invoices = (count: number) =>
  Array.from({ length: count }, (_, seed) =>
    makeInvoice(catalog, {
      random: createRandom(seed),
      correlationId: "c",
      currency: "EUR",
      now: new Date(0),
    }),
  )

/** A stream that refuses records, or whole calls, at random, and remembers what it took and what it was offered. */
function stream(random: Random, { recordFaults, callFaults }: { recordFaults: number; callFaults: number }) {
  const taken: string[] = []
  const calls: number[] = []
  const send = async (command: PutRecordsCommand) => {
    const records = command.input.Records ?? []
    calls.push(records.length)
    if (random() < callFaults) throw Object.assign(new Error("no"), { name: "ServiceUnavailable" })
    const Records = records.map(({ Data, PartitionKey }) => {
      if (random() < recordFaults) return { ErrorCode: "ProvisionedThroughputExceededException" }
      const event = JSON.parse(Buffer.from(Data as Uint8Array).toString())
      expect(PartitionKey).toBe(event.data.customerId)
      taken.push(event.id)
      return { SequenceNumber: "1", ShardId: "s" }
    })
    return { Records }
  }
  return { taken, calls, client: { send } as unknown as KinesisClient }
}

describe("the outbox", () => {
  it("gets every invoice onto the stream once, whatever is refused, and counts what was accepted", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 1_200 }),
        fc.double({ min: 0, max: 0.8, noNaN: true }),
        fc.double({ min: 0, max: 0.5, noNaN: true }),
        fc.integer({ min: 0, max: 2 ** 31 }),
        async (count, recordFaults, callFaults, seed) => {
          const { client, taken, calls } = stream(createRandom(seed), { recordFaults, callFaults })
          const outbox = createOutbox(client)
          const all = invoices(count)
          const accepted: string[] = []

          outbox.add(all)
          for (let round = 0; outbox.waiting() > 0 && round < 1_000; round++) {
            const before = outbox.waiting()
            const result = await outbox.send()
            accepted.push(...result.accepted.map(({ id }) => id))
            expect(result.accepted.length + outbox.waiting()).toBe(before)
            expect(result.trouble === null).toBe(outbox.waiting() === 0)
          }

          expect([...taken].sort()).toEqual(all.map(({ id }) => id).sort())
          expect([...accepted].sort()).toEqual([...taken].sort())
          expect(Math.max(0, ...calls)).toBeLessThanOrEqual(500)
        },
      ),
      { numRuns: 60 },
    )
  })

  it("sends only those again that were refused", async () => {
    const { client, taken, calls } = stream(createRandom(7), { recordFaults: 0.5, callFaults: 0 })
    const outbox = createOutbox(client)
    outbox.add(invoices(100))

    await outbox.send()
    const takenAtFirst = taken.length
    await outbox.send()

    expect(takenAtFirst).toBeGreaterThan(0)
    expect(calls).toEqual([100, 100 - takenAtFirst])
  })

  it("keeps everything when the stream cannot be reached, and says so", async () => {
    const { client } = stream(createRandom(1), { recordFaults: 0, callFaults: 1 })
    const outbox = createOutbox(client)
    outbox.add(invoices(3))

    const { accepted, trouble } = await outbox.send()

    expect(accepted).toEqual([])
    expect(trouble).toBe("The stream cannot be written: ServiceUnavailable.")
    expect(outbox.waiting()).toBe(3)
  })
})
