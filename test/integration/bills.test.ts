import { beforeAll, describe, expect, it } from "vitest"
import { del, get, getAll, makeCustomer, makeProduct, post, put } from "./client.ts"

const bills = "/billing-service/bills"
let customerId: string
let pen: string
let lamp: string

beforeAll(async () => {
  customerId = await makeCustomer("Ada")
  pen = await makeProduct("2.50", "Pen")
  lamp = await makeProduct(59.9, "Lamp")
})

describe("a bill", () => {
  it("is made of a customer and lines, and priced by the inventory unless a line says otherwise", async () => {
    const made = await post(bills, {
      customerId,
      productItems: [
        { productId: pen, quantity: "3" },
        { productId: lamp, quantity: 1, price: "50.00" },
      ],
    })

    expect(made.status).toBe(201)
    expect(made.body).toEqual({
      id: expect.any(String),
      customerId,
      customer: { id: customerId, name: "Ada", email: expect.any(String) },
      flags: [],
      productItems: [
        {
          id: expect.any(String),
          productId: pen,
          quantity: 3,
          unitPrice: 2.5,
          price: 7.5,
          product: { id: pen, name: "Pen", price: 2.5 },
          discount: 0,
          taxRate: 0,
          tax: 0,
        },
        {
          id: expect.any(String),
          productId: lamp,
          quantity: 1,
          unitPrice: 59.9,
          price: 50,
          product: { id: lamp, name: "Lamp", price: 59.9 },
          discount: 0,
          taxRate: 0,
          tax: 0,
        },
      ],
      subtotal: 57.5,
      discount: null,
      total: 57.5,
      currency: "EUR",
      status: "issued",
      origin: "api",
      createdAt: expect.any(String),
      updatedAt: made.body.createdAt,
      version: 1,
      kind: "bill",
      number: expect.stringMatching(/^\d{4}-\d{6}$/),
      series: "",
      issuedAt: made.body.createdAt,
      taxes: [{ rate: 0, base: 57.5, amount: 0 }],
      payments: [],
      paid: 0,
      balance: 57.5,
      adjustments: [],
      creditNote: null,
      creditFor: null,
    })
    expect((await get(`${bills}/${made.body.id}`)).body).toEqual(made.body)
  })

  it.each([
    [
      "an unknown customer",
      () => ({ customerId: "nobody", productItems: [{ productId: pen, quantity: 1 }] }),
      "customerId",
    ],
    [
      "an unknown product",
      () => ({ customerId, productItems: [{ productId: "nothing", quantity: 1 }] }),
      "productItems.0.productId",
    ],
    ["no lines", () => ({ customerId, productItems: [] }), "productItems"],
    ["lines that are no list", () => ({ customerId, productItems: "x" }), "productItems"],
    [
      "a quantity of none",
      () => ({ customerId, productItems: [{ productId: pen, quantity: 0 }] }),
      "productItems.0.quantity",
    ],
    [
      "half a piece",
      () => ({ customerId, productItems: [{ productId: pen, quantity: 0.5 }] }),
      "productItems.0.quantity",
    ],
    [
      "a negative price",
      () => ({ customerId, productItems: [{ productId: pen, quantity: 1, price: -1 }] }),
      "productItems.0.price",
    ],
    [
      "too precise a price",
      () => ({ customerId, productItems: [{ productId: pen, quantity: 1, price: 0.001 }] }),
      "productItems.0.price",
    ],
    [
      "a property that is not known",
      () => ({ customerId, total: 1, productItems: [{ productId: pen, quantity: 1 }] }),
      "total",
    ],
  ])("with %s is refused, the field is named, and nothing is stored", async (_, input, path) => {
    const before = (await getAll(`${bills}?customerId=${customerId}`)).length

    const answer = await post(bills, input())

    expect(answer.status).toBe(422)
    expect(answer.body.errors.map((fault: { path: string }) => fault.path)).toContain(path)
    expect((await getAll(`${bills}?customerId=${customerId}`)).length).toBe(before)
  })

  it("is listed with its customer's, newest first, in pages", async () => {
    const own = await makeCustomer("Grace")
    const ids: string[] = []
    for (let n = 0; n < 5; n++) {
      const { body } = await post(bills, {
        customerId: own,
        productItems: [{ productId: pen, quantity: n + 1 }],
      })
      ids.push(body.id)
    }

    const listed = await getAll(`${bills}?customerId=${own}&limit=2`)

    expect(listed.map(bill => bill.id)).toEqual(ids.reverse())
  })

  it("of everybody is listed newest first, in pages that overlap nowhere", async () => {
    const all = await getAll(`${bills}?limit=3`)

    const times = all.map(bill => bill.createdAt)
    expect(times).toEqual([...times].sort().reverse())
    expect(new Set(all.map(bill => bill.id)).size).toBe(all.length)
  })
})

describe("faults of the original that must not come back", () => {
  const make = async () =>
    (await post(bills, { customerId, productItems: [{ productId: pen, quantity: 1 }], draft: true })).body

  it("PUT of a draft replaces it and makes no second one", async () => {
    const before = await make()
    const count = (await getAll(`${bills}?customerId=${customerId}`)).length

    const replaced = await put(`${bills}/${before.id}`, {
      customerId,
      productItems: [{ productId: lamp, quantity: 2 }],
    })

    expect(replaced.status).toBe(200)
    expect(replaced.body).toMatchObject({ id: before.id, subtotal: 119.8, total: 119.8, version: 2 })
    expect((await getAll(`${bills}?customerId=${customerId}`)).length).toBe(count)
    expect(
      (await put(`${bills}/unknown`, { customerId, productItems: [{ productId: pen, quantity: 1 }] })).status,
    ).toBe(404)
  })

  it("deleting a draft leaves none of its lines", async () => {
    const { id } = await make()

    expect((await del(`${bills}/${id}`)).status).toBe(204)

    expect((await get(`${bills}/${id}`)).status).toBe(404)
    const listed = await getAll(`${bills}?customerId=${customerId}`)
    expect(JSON.stringify(listed)).not.toContain(id)
  })

  it("price means one thing: a line's amount; one piece costs unitPrice", async () => {
    const { body } = await post(bills, { customerId, productItems: [{ productId: pen, quantity: 4 }] })

    expect(body.productItems[0]).toMatchObject({ quantity: 4, unitPrice: 2.5, price: 10 })
    expect(body.productItems[0].product.price).toBe(2.5)
  })

  it("a product or customer that was deleted is still named on its bills", async () => {
    const [gone, passing] = [await makeCustomer("Gone"), await makeProduct(1, "Passing")]
    const { body } = await post(bills, {
      customerId: gone,
      productItems: [{ productId: passing, quantity: 1 }],
    })
    await del(`/customer-service/customers/${gone}`)
    await del(`/inventory-service/products/${passing}`)

    const { status, body: listed } = await get(`${bills}?customerId=${gone}`)

    expect(status).toBe(200)
    expect(listed[0]).toMatchObject({ id: body.id, customer: { name: "Gone" }, subtotal: 1 })
    expect(listed[0].productItems[0].product).toMatchObject({ name: "Passing" })
  })
})
