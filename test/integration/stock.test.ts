import { randomUUID } from "node:crypto"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Answer, canTakeMany, del, get, makeProduct, post, put } from "./client.ts"

const products = "/inventory-service/products"
const reservations = "/inventory-service/reservations"

type Item = { productId: string; quantity: number }

const reserve = (billId: string, items: Item[]) => post(reservations, { billId, items })
const productOf = async (id: string) => (await get(`${products}/${id}`)).body
const quantityOf = async (id: string): Promise<number> => (await productOf(id)).quantity

/** A product with this many pieces. */
async function makeStock(quantity: number, name = "Desk lamp"): Promise<string> {
  const id = await makeProduct(10, name)
  await put(`${products}/${id}`, { name, price: 10, quantity })
  return id
}

/** How often each status was answered. */
function count(answers: Answer[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

describe("a reservation", () => {
  it("takes its pieces out of stock, once for each bill, and gives them back once", async () => {
    const [lamp, chair, billId] = [await makeStock(10), await makeStock(5, "Chair"), randomUUID()]
    const items = [
      { productId: lamp, quantity: 2 },
      { productId: chair, quantity: 5 },
      { productId: lamp, quantity: 1 },
    ]

    const made = await reserve(billId, items)
    const again = await reserve(billId, [...items].reverse())

    expect([made.status, again.status]).toEqual([201, 200])
    expect(made.body).toMatchObject({ billId, status: "reserved", version: 1 })
    expect(made.headers.get("etag")).toBe('"1"')
    expect(again.body).toEqual(made.body)
    expect(new Set(made.body.items)).toEqual(
      new Set([
        { productId: lamp, quantity: 3 },
        { productId: chair, quantity: 5 },
      ]),
    )
    expect(made.headers.get("location")).toBe(`${reservations}/${billId}`)
    expect((await get(`${reservations}/${billId}`)).body).toEqual(made.body)
    expect([await quantityOf(lamp), await quantityOf(chair)]).toEqual([7, 0])

    const deleted = [await del(`${reservations}/${billId}`), await del(`${reservations}/${billId}`)]

    expect(deleted.map(({ status }) => status)).toEqual([204, 204])
    expect([await quantityOf(lamp), await quantityOf(chair)]).toEqual([10, 5])
    expect((await get(`${reservations}/${billId}`)).body).toMatchObject({ status: "released", version: 2 })
  })

  it("takes nothing when one product is short, and names each that is, with what is left", async () => {
    const [lamp, chair, pen] = [await makeStock(3), await makeStock(0, "Chair"), await makeStock(9, "Pen")]
    const billId = randomUUID()

    const refused = await reserve(billId, [
      { productId: pen, quantity: 1 },
      { productId: lamp, quantity: 4 },
      { productId: chair, quantity: 1 },
    ])

    expect(refused.status).toBe(409)
    expect(refused.headers.get("content-type")).toBe("application/problem+json")
    expect(refused.body.detail).toContain("Desk lamp: 3 left, 4 asked for")
    expect(new Set(refused.body.errors)).toEqual(
      new Set([
        {
          path: "items.1.quantity",
          message: "Desk lamp: 3 left, 4 asked for",
          productId: lamp,
          productName: "Desk lamp",
          left: 3,
          asked: 4,
        },
        {
          path: "items.2.quantity",
          message: "Chair: 0 left, 1 asked for",
          productId: chair,
          productName: "Chair",
          left: 0,
          asked: 1,
        },
      ]),
    )
    expect([await quantityOf(lamp), await quantityOf(chair), await quantityOf(pen)]).toEqual([3, 0, 9])
    expect((await get(`${reservations}/${billId}`)).status).toBe(404)
    // The bill may reserve later what there is.
    expect((await reserve(billId, [{ productId: pen, quantity: 1 }])).status).toBe(201)
  })

  it("of another content for the same bill is refused", async () => {
    const [lamp, billId] = [await makeStock(10), randomUUID()]
    await reserve(billId, [{ productId: lamp, quantity: 1 }])

    const other = await reserve(billId, [{ productId: lamp, quantity: 2 }])

    expect(other.status).toBe(409)
    expect(await quantityOf(lamp)).toBe(9)
  })

  it("that comes after it was given back is refused, even when it was never seen before", async () => {
    const [lamp, late, used] = [await makeStock(10), randomUUID(), randomUUID()]
    const items = [{ productId: lamp, quantity: 1 }]
    await reserve(used, items)
    await del(`${reservations}/${used}`)

    expect((await del(`${reservations}/${late}`)).status).toBe(204)

    expect((await reserve(late, items)).status).toBe(409)
    expect((await reserve(used, items)).status).toBe(409)
    expect(await quantityOf(lamp)).toBe(10)
    expect((await get(`${reservations}/${late}`)).body).toMatchObject({ status: "released", items: [] })
  })

  it.each([
    ["an unknown product", () => [{ productId: "nothing", quantity: 1 }], "items.0.productId"],
    ["no items", () => [], "items"],
    ["no pieces", () => [{ productId: "1", quantity: 0 }], "items.0.quantity"],
    ["half a piece", () => [{ productId: "1", quantity: 0.5 }], "items.0.quantity"],
    [
      "100 different products",
      () => Array.from({ length: 100 }, (_, n) => ({ productId: `${n}`, quantity: 1 })),
      "items",
    ],
  ])("of %s is refused, and the field named", async (_, items, path) => {
    const answer = await reserve(randomUUID(), items())

    expect(answer.status).toBe(422)
    expect(answer.body.errors.map((fault: { path: string }) => fault.path)).toContain(path)
  })

  it.runIf(canTakeMany)("of 99 different products is made as a whole", async () => {
    const ids = await Promise.all(Array.from({ length: 99 }, (_, n) => makeStock(1, `Part ${n}`)))
    const items = ids.map(productId => ({ productId, quantity: 1 }))
    const [first, second] = [randomUUID(), randomUUID()]

    expect((await reserve(first, items)).status).toBe(201)
    expect((await reserve(second, items)).status).toBe(409)
    await del(`${reservations}/${first}`)

    expect((await reserve(second, items)).status).toBe(201)
  })

  it.runIf(canTakeMany)("is possible 100 times for 100 pieces when 500 ask at once", async () => {
    const lamp = await makeStock(100)

    const answers = await Promise.all(
      Array.from({ length: 500 }, () => reserve(randomUUID(), [{ productId: lamp, quantity: 1 }])),
    )

    expect(count(answers)).toEqual({ 201: 100, 409: 400 })
    expect(await quantityOf(lamp)).toBe(0)
    for (const { status, body } of answers) {
      if (status === 409) expect(body.errors).toMatchObject([{ productId: lamp, left: 0, asked: 1 }])
    }
  })

  it.runIf(canTakeMany)(
    "for one bill is made once when 100 ask for it at once, and given back once",
    async () => {
      const [lamp, billId] = [await makeStock(100), randomUUID()]

      const made = await Promise.all(
        Array.from({ length: 100 }, () => reserve(billId, [{ productId: lamp, quantity: 1 }])),
      )
      const left = await quantityOf(lamp)
      const given = await Promise.all(Array.from({ length: 100 }, () => del(`${reservations}/${billId}`)))

      expect(count(made)).toEqual({ 200: 99, 201: 1 })
      for (const { body } of made) expect(body).toEqual(made[0]?.body)
      expect(left).toBe(99)
      expect(count(given)).toEqual({ 204: 100 })
      expect(await quantityOf(lamp)).toBe(100)
    },
  )

  it.runIf(canTakeMany)(
    "neither loses nor makes a piece, whatever is reserved and given back at the same time",
    async () => {
      const stocks = [12, 7, 30]
      const step = fc.record({
        bill: fc.nat({ max: 7 }),
        isRelease: fc.boolean(),
        items: fc.array(
          fc.record({ product: fc.nat({ max: 2 }), quantity: fc.integer({ min: 1, max: 9 }) }),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
      })
      const scenario = fc.array(step, { minLength: 5, maxLength: 40 })

      await fc.assert(
        fc.asyncProperty(scenario, async steps => {
          const ids = await Promise.all(stocks.map(quantity => makeStock(quantity)))
          const bills = Array.from({ length: 8 }, () => randomUUID())

          const answers = await Promise.all(
            steps.map(({ bill, isRelease, items }) =>
              isRelease
                ? del(`${reservations}/${bills[bill]}`)
                : reserve(
                    bills[bill] as string,
                    items.map(({ product, quantity }) => ({ productId: ids[product] as string, quantity })),
                  ),
            ),
          )

          for (const { status } of answers) expect([200, 201, 204, 409]).toContain(status)
          const kept = await Promise.all(bills.map(bill => get(`${reservations}/${bill}`)))
          const held: Item[] = kept.flatMap(({ body }) => (body.status === "reserved" ? body.items : []))
          for (const [n, id] of ids.entries()) {
            const taken = held
              .filter(item => item.productId === id)
              .reduce((sum, item) => sum + item.quantity, 0)
            const left = await quantityOf(id)
            expect(left).toBeGreaterThanOrEqual(0)
            expect(left + taken).toBe(stocks[n])
          }
        }),
        { numRuns: 25 },
      )
    },
  )
})

describe("a product whose stock is being reserved", () => {
  it("cannot be put back to what it was by who read it before", async () => {
    const lamp = await makeStock(10)
    const { body, headers } = await get(`${products}/${lamp}`)
    await reserve(randomUUID(), [{ productId: lamp, quantity: 4 }])

    const stale = await put(
      `${products}/${lamp}`,
      { name: body.name, price: 12, quantity: body.quantity },
      { "if-match": headers.get("etag") ?? "" },
    )

    expect(stale.status).toBe(412)
    expect(await productOf(lamp)).toMatchObject({ quantity: 6, price: 10 })
  })

  it.runIf(canTakeMany)("keeps every piece through edits with ETags at the same time", async () => {
    const lamp = await makeStock(100)
    const rename = async () => {
      for (let n = 0; n < 20; ) {
        const { body, headers } = await get(`${products}/${lamp}`)
        const input = { name: `Lamp ${n}`, price: body.price, quantity: body.quantity }
        const answer = await put(`${products}/${lamp}`, input, { "if-match": headers.get("etag") ?? "" })
        if (answer.status === 200) n++
        else expect(answer.status).toBe(412)
      }
    }

    const [answers] = await Promise.all([
      Promise.all(
        Array.from({ length: 60 }, async (_, n) => {
          await new Promise(resolve => setTimeout(resolve, n * 10))
          return reserve(randomUUID(), [{ productId: lamp, quantity: 1 }])
        }),
      ),
      rename(),
    ])

    expect(count(answers)).toEqual({ 201: 60 })
    expect(await productOf(lamp)).toMatchObject({ quantity: 40, name: "Lamp 19" })
  })

  it("is archived when it is deleted: sold no more, and takes back what it gave", async () => {
    const [lamp, billId] = [await makeStock(10), randomUUID()]
    await reserve(billId, [{ productId: lamp, quantity: 4 }])

    expect((await del(`${products}/${lamp}`)).status).toBe(204)

    expect(await productOf(lamp)).toMatchObject({ quantity: 6, archivedAt: expect.any(String) })
    const refused = await reserve(randomUUID(), [{ productId: lamp, quantity: 1 }])
    expect(refused.status).toBe(409)
    expect(refused.body.errors).toMatchObject([{ productId: lamp, left: 0 }])
    await del(`${reservations}/${billId}`)
    expect(await quantityOf(lamp)).toBe(10)
  })
})
