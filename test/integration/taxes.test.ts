import { PutParameterCommand } from "@aws-sdk/client-ssm"
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { can, eventually, get, makeCustomer, post, system } from "./client.ts"
import { clients } from "./clients.ts"
import { putInvoices } from "./invoices.ts"

const bills = "/billing-service/bills"
const dynamodb = DynamoDBDocumentClient.from(clients.dynamodb)
let customerId: string

const product = async (price: number | string, taxRate?: number): Promise<string> => {
  const input = { name: "Taxed", price, quantity: 1000, ...(taxRate === undefined ? {} : { taxRate }) }
  const { status, body } = await post("/inventory-service/products", input)
  expect(status).toBe(201)
  return body.id
}
const make = async (...productIds: string[]) =>
  (await post(bills, { customerId, productItems: productIds.map(productId => ({ productId, quantity: 1 })) }))
    .body
const setDefault = async (Value: string) => {
  const Name = `/facturo/${system.stage}/billing-service/default-tax-rate`
  await clients.ssm.send(new PutParameterCommand({ Name, Value, Overwrite: true }))
  await new Promise(resolve => setTimeout(resolve, 1_200)) // the settings' cache time in tests
}

beforeAll(async () => {
  customerId = await makeCustomer("Taxes")
})
afterAll(() => setDefault("0"))

describe("taxes of a bill", () => {
  it.each([
    ["138.66", 0.19, { base: 138.66, amount: 26.35 }, 165.01],
    ["8180", 0.09975, { base: 8180, amount: 815.96 }, 8995.96],
  ])("are for %s at the rate %d of the product %j: %d", async (price, rate, tax, total) => {
    const bill = await make(await product(price, rate))

    expect(bill).toMatchObject({ subtotal: Number(price), taxes: [{ rate, ...tax }], total })
    expect(bill.productItems[0]).toMatchObject({ taxRate: rate, tax: tax.amount })
  })

  it("are one entry a rate, and add up to the total", async () => {
    const [a, b, c] = [await product("0.55", 0.055), await product(10, 0.2), await product("1.99", 0.055)]

    const bill = await make(a, b, c)

    expect(bill.taxes).toEqual([
      { rate: 0.055, base: 2.54, amount: 0.14 },
      { rate: 0.2, base: 10, amount: 2 },
    ])
    expect(bill).toMatchObject({ subtotal: 12.54, total: 14.68 })
  })

  it("follow the configuration where a product has no rate, and stay as they were on bills before", async () => {
    const plain = await product(100)
    const before = await make(plain)

    await setDefault("0.2")
    const after = await make(plain)

    expect(before).toMatchObject({ taxes: [{ rate: 0, base: 100, amount: 0 }], total: 100 })
    expect(after).toMatchObject({ taxes: [{ rate: 0.2, base: 100, amount: 20 }], total: 120 })
    expect((await get(`${bills}/${before.id}`)).body.total).toBe(100)
    await setDefault("0")
  })

  it.runIf(can.steadyTransactions)("are what the stream's event, the export and the API say", async () => {
    const bill = await make(await product("138.66", 0.19))
    const day = bill.createdAt.slice(0, 10)

    const csv = await eventually(
      () => get(`/export-service/exports/${day}.csv`),
      ({ text }) => text.includes(bill.id),
    )

    const row = csv.text.split("\n").find(line => line.includes(bill.id)) ?? ""
    expect(row.split(",")).toContain("165.01")
    expect(bill.total).toBe(165.01)
  })

  it("of an invoice by the stream are its own", async () => {
    const id = `taxed-${Date.now()}`

    await putInvoices(system.stage, [{ id, customerId, price: 8180, taxRate: 0.09975 }])

    const { body } = await eventually(
      () => get(`${bills}/${id}`),
      ({ status }) => status === 200,
    )
    expect(body).toMatchObject({
      taxes: [{ rate: 0.09975, base: 8180, amount: 815.96 }],
      total: 8995.96,
      origin: "stream",
    })
  })
})

describe("a bill from before there were taxes, numbers and payments", () => {
  it("reads as it was, and goes on in its life", async () => {
    const TableName = `facturo-${system.stage}-bills`
    const { id, createdAt } = await make(await product(10))
    const { Item = {} } = await dynamodb.send(new GetCommand({ TableName, Key: { id } }))
    const old = {
      ...{ id: `old-${id}`, customerId, subtotal: 1005, total: 904, currency: "EUR", status: "issued" },
      ...{ origin: "stream", createdAt, updatedAt: createdAt, version: 2 },
      discount: { rate: 0.1, amount: 101, campaign: "old" },
      lines: [{ id: `old-${id}.1`, productId: "p", quantity: 1, unitPrice: 1005, price: 1005 }],
      collection: Item.collection,
      position: `${createdAt}#old-${id}`,
    }
    await dynamodb.send(new PutCommand({ TableName, Item: old }))

    const read = await get(`${bills}/${old.id}`)
    const paid = await post(`${bills}/${old.id}/payments`, { amount: 9.04 })
    const note = await post(`${bills}/${old.id}/credit-notes`, {})

    expect(read.body).toMatchObject({
      kind: "bill",
      number: null,
      taxes: [],
      subtotal: 10.05,
      discount: { amount: 1.01 },
      total: 9.04,
      balance: 9.04,
      status: "issued",
    })
    expect(read.body.productItems[0]).toMatchObject({ price: 10.05, discount: 1.01, taxRate: 0, tax: 0 })
    expect(paid.body).toMatchObject({ status: "paid", number: null })
    expect(note.body).toMatchObject({ kind: "credit-note", creditFor: { id: old.id, number: null } })
  })
})
