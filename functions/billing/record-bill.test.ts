import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { startTestCloud, type TestCloud } from "../../test/stack/cloud.ts"
import { anEvent, anInvoice, recordsOf } from "../shared/testing/stream-event.ts"

let cloud: TestCloud
let handler: typeof import("./record-bill.ts").handler
let bills: typeof import("./repository.ts").bills
let quarantine: typeof import("../shared/quarantine.ts").quarantine

beforeAll(async () => {
  process.env.POWERTOOLS_LOG_LEVEL = "SILENT"
  cloud = await startTestCloud()
  handler = (await import("./record-bill.ts")).handler
  bills = (await import("./repository.ts")).bills
  quarantine = (await import("../shared/quarantine.ts")).quarantine
})
afterAll(() => cloud?.stop())

/** Bills with this in their id are refused by the table from now on, as too large an item is. */
async function refuseBills(mark: string) {
  const { dynamodb } = await import("../shared/aws/dynamodb.ts")
  dynamodb.middlewareStack.add(
    next => async args => {
      const input = JSON.stringify(args.input)
      if (input.includes("-bills") && input.includes(mark)) {
        const message = "Item size has exceeded the maximum allowed size"
        const more = { name: "ValidationException", $metadata: { httpStatusCode: 400 } }
        throw Object.assign(new Error(message), more)
      }
      return next(args)
    },
    { step: "initialize" },
  )
}

describe("a record that the table cannot take", () => {
  test("goes into quarantine, and all others of its batch are bills", async () => {
    const good = Array.from({ length: 40 }, (_, n) => anInvoice({ id: `good-${n}` }))
    await refuseBills("too-large")
    const [large, larger] = [anInvoice({ id: "too-large-1" }), anInvoice({ id: "too-large-2" })]
    const records = recordsOf([...good.slice(0, 7), large, ...good.slice(7, 30), larger, ...good.slice(30)])

    const answer = await handler(anEvent(...records))

    expect(answer).toEqual({ batchItemFailures: [] })
    const stored = await Promise.all(good.map(({ id }) => bills.get(id)))
    expect(stored.map(bill => bill?.id)).toEqual(good.map(({ id }) => id))
    const { items } = await quarantine.list({ limit: 10 })
    expect(items.map(({ reason, sequenceNumber }) => ({ reason, sequenceNumber }))).toEqual(
      [records[31], records[7]].map(record => ({
        reason: "refused-by-record-bill",
        sequenceNumber: record?.kinesis.sequenceNumber,
      })),
    )
    expect(items[0]?.detail).toMatch(/size/i)
  })

  test("is in quarantine once, however often it comes", async () => {
    const [record] = recordsOf([anInvoice({ id: "too-large-again" })])
    if (!record) throw new Error("no record")
    const before = (await quarantine.list({ limit: 100 })).items.length

    await handler(anEvent(record))
    await handler(anEvent(record))

    expect((await quarantine.list({ limit: 100 })).items).toHaveLength(before + 1)
  })
})
