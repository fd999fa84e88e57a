import { PutRecordsCommand } from "@aws-sdk/client-kinesis"
import { ListObjectsV2Command } from "@aws-sdk/client-s3"
import { parse } from "csv-parse/sync"
import { beforeAll, describe, expect, it } from "vitest"
import type { InvoiceIssued } from "../../functions/shared/events/invoice-issued.ts"
import { can, eventually, get, getAll, makeCustomer, makeProduct, post, system } from "./client.ts"
import { clients } from "./clients.ts"

const today = () => new Date().toISOString().slice(0, 10)

type Row = Record<string, string>
type Window = {
  start: string
  count: number
  total: number
  customers: { customerId: string; count: number; total: number }[]
}

const csvRows = async (): Promise<Row[]> => {
  const { status, text } = await get(`/export-service/exports/${today()}.csv`)
  return status === 200 ? parse(text, { columns: true }) : []
}
const windows = async (): Promise<Window[]> => (await get("/analytics-service/windows?last=3600")).body
const quarantined = async (): Promise<string[]> => {
  const { Contents = [] } = await clients.s3.send(
    new ListObjectsV2Command({ Bucket: `facturo-${system.stage}-exports`, Prefix: "quarantine/" }),
  )
  return Contents.map(({ Key = "" }) => Key)
}
/** What was issued since these tests began: neither drafts nor credit notes are on the stream. */
const bills = async () =>
  (await getAll(`/billing-service/bills?limit=100&from=${began.at}`)).filter(
    ({ kind, status }) => kind === "bill" && status !== "draft",
  )
const newRows = async () => (await csvRows()).filter(row => String(row.createdAt) >= began.at)
/** How many invoices were counted, and their cents, since these tests began. */
const counted = async () => {
  const all = await windows()
  return {
    count: sum(all.map(one => one.count)) - began.count,
    total: sum(all.map(one => cents(one.total))) - began.total,
  }
}
const cents = (amount: unknown) => Math.round(Number(amount) * 100)
const sum = (amounts: number[]) => amounts.reduce((total, one) => total + one, 0)

const put = (records: { data: string | Uint8Array; key: string }[]) =>
  clients.kinesis.send(
    new PutRecordsCommand({
      StreamName: `facturo-${system.stage}-invoices`,
      Records: records.map(({ data, key }) => ({ Data: Buffer.from(data), PartitionKey: key })),
    }),
  )

const invoice = (id: string, customerId: string, price: number): InvoiceIssued => ({
  specversion: "1.0",
  id,
  source: "/tests",
  type: "facturo.invoice.issued.v1",
  time: new Date().toISOString(),
  datacontenttype: "application/json",
  data: {
    customerId,
    productItems: [{ productId: "p", quantity: 1, unitPrice: price, price }],
    subtotal: price,
    total: price,
    currency: "EUR",
    origin: "stream",
    createdAt: new Date().toISOString(),
  },
})

let customerId: string
/** What there was of other tests before these, once nothing was on its way any more. */
let began = { at: "", count: 0, total: 0 }
beforeAll(async () => {
  customerId = await makeCustomer("Stream")
  await makeProduct(9.99, "Streamed")
  const seen: number[] = []
  await eventually(counted, ({ count }) => seen.push(count) > 24 && seen.at(-24) === count)
  began = { at: new Date().toISOString(), ...(await counted()) }
})

describe.runIf(can.tableStreams && can.conditionalPuts)("the stream of invoices", () => {
  it("records, exports and counts every invoice once, from the simulation and from the API", async () => {
    const productId = await makeProduct(3.33)
    const simulation = await post("/producer-service/simulations", { rate: 20, seconds: 5 })
    expect(simulation.status).toBe(201)
    for (let n = 1; n <= 5; n++) {
      await post("/billing-service/bills", { customerId, productItems: [{ productId, quantity: n }] })
    }
    const { body: finished } = await eventually(
      () => get(`/producer-service/simulations/${simulation.body.id}`),
      ({ body }) => body.status === "finished",
    )
    // A machine that stands still for more than a second makes it leave some out.
    expect(finished.sent).toBeGreaterThan(0)
    expect(finished.sent + finished.skipped).toBe(100)

    const recorded = await eventually(
      bills,
      all => all.filter(bill => bill.origin === "stream").length >= finished.sent,
    )
    const rows = await eventually(newRows, all => all.length >= recorded.length)
    const sums = await eventually(counted, ({ count }) => count >= recorded.length)

    expect(rows.map(row => row.id).sort()).toEqual(recorded.map(bill => bill.id).sort())
    const subtotals = new Map(recorded.map(bill => [bill.id, cents(bill.subtotal)]))
    for (const row of rows) expect([row.id, cents(row.subtotal)]).toEqual([row.id, subtotals.get(row.id)])
    expect(sums).toEqual({ count: recorded.length, total: sum([...subtotals.values()]) })
    expect((await get("/export-service/exports")).body).toContainEqual(
      expect.objectContaining({ date: today(), invoices: (await csvRows()).length }),
    )
    const times = rows.map(row => row.createdAt)
    expect(times).toEqual([...times].sort())
  })

  it("a redelivered record makes no second bill, no second row, and is counted once", async () => {
    const id = `twice-${Date.now()}`
    const event = JSON.stringify(invoice(id, customerId, 12.34))

    await put([
      { data: event, key: customerId },
      { data: event, key: customerId },
    ])
    await new Promise(resolve => setTimeout(resolve, 1000))
    await put([
      { data: event, key: customerId },
      { data: JSON.stringify(invoice(`${id}-last`, customerId, 1)), key: customerId },
    ])

    const rows = await eventually(csvRows, all => all.some(row => row.id === `${id}-last`))
    expect(rows.filter(row => row.id === id)).toHaveLength(1)
    const recorded = await eventually(bills, all => all.some(bill => bill.id === `${id}-last`))
    expect(recorded.filter(bill => bill.id === id)).toHaveLength(1)
    const { count } = await eventually(counted, ({ count }) => count >= recorded.length)
    expect(count).toBe(recorded.length)
  })

  it("the per-customer count is per customer", async () => {
    const recorded = (await bills()).filter(bill => bill.customerId === customerId)
    const counts = (all: Window[]) =>
      sum(all.flatMap(one => one.customers.map(one => (one.customerId === customerId ? one.count : 0))))

    const all = await eventually(windows, all => counts(all) >= recorded.length)

    expect(recorded.length).toBeGreaterThanOrEqual(7)
    expect(counts(all)).toBe(recorded.length)
  })

  it("keeps what is no invoice in quarantine, and goes on", async () => {
    const after = `after-poison-${Date.now()}`
    const before = await quarantined()
    await put([
      { data: "{", key: customerId },
      { data: Uint8Array.of(0xff, 0xfe), key: customerId },
      { data: JSON.stringify({ ...invoice("x", customerId, 1), type: "other" }), key: customerId },
      { data: JSON.stringify(invoice(after, customerId, 2)), key: customerId },
    ])

    await eventually(csvRows, all => all.some(row => row.id === after))

    expect(await quarantined()).toHaveLength(before.length + 3)
    expect((await get(`/billing-service/bills/${after}`)).body).toMatchObject({
      origin: "stream",
      subtotal: 2,
    })
  })

  it("an invoice of a customer and a product that nobody knows is recorded, and its bill says so", async () => {
    const id = `unknown-${Date.now()}`
    await put([{ data: JSON.stringify(invoice(id, "nobody", 7)), key: "nobody" }])

    const { body } = await eventually(
      () => get(`/billing-service/bills/${id}`),
      ({ status }) => status === 200,
    )

    expect(body).toMatchObject({
      subtotal: 7,
      customer: null,
      flags: ["unknown-customer", "unknown-product"],
    })
  })

  it("an invoice's formula-like text is harmless in the CSV", async () => {
    const id = `=cmd-${Date.now()}`
    await put([{ data: JSON.stringify(invoice(id, customerId, 2)), key: customerId }])

    const rows = await eventually(csvRows, all => all.some(row => row.id?.includes(id)))

    expect(rows.find(row => row.id?.includes(id))?.id).toBe(`'${id}`)
  })
})
