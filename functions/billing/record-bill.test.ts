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

/** A valid invoice (some 250 KB) whose bill is above the 400 KB that an item may have. */
function anInvoiceTooLargeToStore(id: string) {
  const invoice = anInvoice({ id: id.padEnd(64, "€"), total: 0 })
  const line = { productId: "€".repeat(64), quantity: 1, unitPrice: 0, price: 0 }
  invoice.data.productItems = Array.from({ length: 1000 }, () => line)
  return invoice
}

describe("a record that the table cannot take", () => {
  test("goes into quarantine, and all others of its batch are bills", async () => {
    const good = Array.from({ length: 40 }, (_, n) => anInvoice({ id: `good-${n}` }))
    const [large, larger] = ["large-1", "large-2"].map(anInvoiceTooLargeToStore)
    if (!large || !larger) throw new Error("no invoices")
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
    const [record] = recordsOf([anInvoiceTooLargeToStore("again")])
    if (!record) throw new Error("no record")
    const before = (await quarantine.list({ limit: 100 })).items.length

    await handler(anEvent(record))
    await handler(anEvent(record))

    expect((await quarantine.list({ limit: 100 })).items).toHaveLength(before + 1)
  })
})
