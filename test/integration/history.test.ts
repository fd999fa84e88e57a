import { beforeAll, describe, expect, it } from "vitest"
import { call, eventually, get, getAll, makeCustomer, makeProduct, post, system } from "./client.ts"
import { putInvoices } from "./invoices.ts"

const bills = "/billing-service/bills"
const ada = { "x-actor": "ada@example.com" }
let customerId: string
let productId: string

beforeAll(async () => {
  customerId = await makeCustomer("History")
  productId = await makeProduct(10, "Thing")
})

const draft = async () =>
  (await post(bills, { customerId, productItems: [{ productId, quantity: 1 }], draft: true }, ada)).body
const history = (id: string) => getAll(`${bills}/${id}/history`)

describe("the history of a bill", () => {
  it("says who changed what and when, newest first", async () => {
    const { id } = await draft()
    await call("PUT", `${bills}/${id}`, { customerId, productItems: [{ productId, quantity: 3 }] })
    const issued = await post(`${bills}/${id}/issue`, {}, ada)
    await post(`${bills}/${id}/payments`, { amount: 30 }, { "x-actor": "bank" })
    const note = await post(`${bills}/${id}/credit-notes`, {}, ada)

    const entries = await history(id)

    expect(entries.map(({ version, action, actor }) => [version, action, actor])).toEqual([
      [5, "credited", ada["x-actor"]],
      [4, "paid", "bank"],
      [3, "issued", ada["x-actor"]],
      [2, "replaced", "anonymous"],
      [1, "drafted", ada["x-actor"]],
    ])
    const changes = Object.fromEntries(entries.map(entry => [entry.action, entry.changes]))
    expect(changes.issued).toEqual([
      { field: "status", from: "draft", to: "issued" },
      { field: "number", from: null, to: issued.body.number },
    ])
    expect(changes.paid).toEqual([
      { field: "status", from: "issued", to: "paid" },
      { field: "paid", from: 0, to: 30 },
    ])
    expect(changes.replaced).toContainEqual({ field: "total", from: 10, to: 30 })
    expect(changes.credited).toContainEqual({
      field: "creditNote",
      from: null,
      to: { id: note.body.id, number: note.body.number },
    })
    const times = entries.map(entry => entry.at)
    expect(times).toEqual([...times].sort().reverse())
  })

  it("is listed in pages", async () => {
    const { id } = await draft()
    for (let n = 1; n <= 6; n++) {
      await call("PUT", `${bills}/${id}`, { customerId, productItems: [{ productId, quantity: n }] })
    }

    const entries = await getAll(`${bills}/${id}/history?limit=2`)

    expect(entries.map(entry => entry.version)).toEqual([7, 6, 5, 4, 3, 2, 1])
  })

  it("stays when a draft is deleted, and is nobody's else", async () => {
    const { id } = await draft()
    await call("DELETE", `${bills}/${id}`, undefined, ada)

    const entries = await history(id)

    expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
      ["deleted", ada["x-actor"]],
      ["drafted", ada["x-actor"]],
    ])
    expect((await get(`${bills}/unknown/history`)).status).toBe(404)
  })

  it("begins with the stream for a bill that came by it, page or no page", async () => {
    const id = `history-${Date.now()}`
    await putInvoices(system.stage, [{ id, customerId, price: 12 }])
    const { body } = await eventually(
      () => get(`${bills}/${id}`),
      ({ status }) => status === 200,
    )
    await post(`${bills}/${id}/payments`, { amount: 12 }, ada)

    const entries = await getAll(`${bills}/${id}/history?limit=1`)

    expect(entries).toMatchObject([
      { version: 2, action: "paid", actor: ada["x-actor"] },
      {
        version: 1,
        action: "issued",
        actor: "stream",
        at: body.createdAt,
        changes: [
          { field: "status", from: null, to: "issued" },
          { field: "number", from: null, to: body.number },
        ],
      },
    ])
  })

  it("refuses a name that no header could carry back", async () => {
    const answer = await post(
      bills,
      { customerId, productItems: [{ productId, quantity: 1 }] },
      { "x-actor": "a".repeat(101) },
    )

    expect(answer.status).toBe(400)
  })
})
