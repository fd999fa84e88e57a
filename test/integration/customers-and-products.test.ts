import { describe, expect, it } from "vitest"
import { call, del, get, getAll, newEmail, post, put } from "./client.ts"

const services = [
  {
    list: "/customer-service/customers",
    input: () => ({ name: "Zoé Martin", email: newEmail() }),
    other: () => ({ name: "Zoé Petit", email: newEmail() }),
  },
  {
    list: "/inventory-service/products",
    input: () => ({ name: "Stapler", price: 12.5, quantity: 7, taxRate: 0.2 }),
    other: () => ({ name: "Stapler, red", price: 13, quantity: 0, taxRate: null }),
  },
]

describe.each(services)("$list", ({ list, input: newInput, other: newOther }) => {
  it("makes, gives, replaces and deletes one", async () => {
    const [input, other] = [newInput(), newOther()]
    const made = await post(list, input)
    expect(made.status).toBe(201)
    expect(made.body).toEqual({
      ...input,
      id: expect.any(String),
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      updatedAt: made.body.createdAt,
      version: 1,
    })
    const one = `${list}/${made.body.id}`
    expect(made.headers.get("location")).toBe(one)
    expect((await get(one)).body).toEqual(made.body)

    const replaced = await put(one, other)
    expect(replaced.status).toBe(200)
    expect(replaced.body).toMatchObject({ ...other, id: made.body.id, version: 2 })
    expect((await get(one)).body).toEqual(replaced.body)

    expect((await del(one)).status).toBe(204)
    expect((await getAll(list)).map(({ id }) => id)).not.toContain(made.body.id)
  })

  it("makes nothing by a PUT of an unknown id", async () => {
    expect((await put(`${list}/unknown`, newInput())).status).toBe(404)
    expect((await get(`${list}/unknown`)).status).toBe(404)
  })

  it("lists newest first, in pages that overlap nowhere and leave nothing out", async () => {
    const made = new Set<string>()
    for (let n = 0; n < 5; n++) made.add((await post(list, { ...newInput(), name: `Page ${n}` })).body.id)

    const all = await getAll(`${list}?limit=2`)

    const ids = all.map(item => item.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect([...made].every(id => ids.includes(id))).toBe(true)
    const times = all.map(item => item.createdAt as string)
    expect(times).toEqual([...times].sort().reverse())
  })

  it("gives those with the given ids, in their order, without those that do not exist", async () => {
    const a = (await post(list, newInput())).body
    const b = (await post(list, newOther())).body

    expect((await get(`${list}?ids=${b.id},nobody,${a.id}`)).body).toEqual([b, a])
  })

  it("answers with the correlation id that it was sent, or with one of its own", async () => {
    expect((await get(list, { "x-correlation-id": "abc-123" })).headers.get("x-correlation-id")).toBe(
      "abc-123",
    )
    expect((await get(list)).headers.get("x-correlation-id")).toMatch(/^[\w-]{36}$/)
    expect((await get(`${list}/unknown`, { "X-Correlation-Id": "e" })).headers.get("x-correlation-id")).toBe(
      "e",
    )
  })

  it.each([
    ["malformed JSON", "{", 400, undefined],
    ["no body", "", 400, undefined],
    ["an array", [], 422, ""],
    ["a wrong type", { ...newInput(), name: 5 }, 422, "name"],
    ["an empty name", { ...newInput(), name: "  " }, 422, "name"],
    ["an unknown property", { ...newInput(), admin: true }, 422, "admin"],
    [
      "a prototype's property",
      `{"name":"a","email":"a@example.com","price":1,"__proto__":{"x":1}}`,
      422,
      undefined,
    ],
  ])("refuses %s and stores nothing", async (_, body, status, path) => {
    const before = await getAll(list)

    const answer = await post(list, body)

    expect(answer.status).toBe(status)
    expect(answer.headers.get("content-type")).toBe("application/problem+json")
    expect(answer.body).toMatchObject({
      status,
      title: expect.any(String),
      detail: expect.any(String),
      instance: list,
    })
    if (path !== undefined)
      expect(answer.body.errors.map((fault: { path: string }) => fault.path)).toContain(path)
    expect(await getAll(list)).toEqual(before)
  })

  it("refuses a body of more than 256 KB and one that is no JSON by its type", async () => {
    expect((await post(list, { ...newInput(), name: "x".repeat(257 * 1024) })).status).toBe(413)
    expect(
      (await call("POST", list, "a=b", { "content-type": "application/x-www-form-urlencoded" })).status,
    ).toBe(415)
  })

  it.each([
    "limit=0",
    "limit=101",
    "limit=1.5",
    "limit=x",
    "limit=",
    "cursor=nonsense",
    "cursor=",
    "unknown=1",
  ])("refuses ?%s and names the parameter", async query => {
    const answer = await get(`${list}?${query}`)

    expect(answer.status).toBe(422)
    expect(answer.body.errors[0].path).toBe(query.split("=")[0])
  })

  it("says that it is up", async () => {
    expect((await get(`${list.split("/").slice(0, 2).join("/")}/health`)).body).toEqual({ status: "UP" })
  })
})

describe("a product", () => {
  it("takes numbers that are written as strings", async () => {
    const { body } = await post("/inventory-service/products", {
      name: "Tape",
      price: "10.50",
      quantity: "2",
    })

    expect(body).toMatchObject({ price: 10.5, quantity: 2, taxRate: null })
  })

  it.each([
    ["price", -1],
    ["price", 1.005],
    ["price", "1.005"],
    ["price", "ten"],
    ["price", 1e12],
    ["quantity", -1],
    ["quantity", 1.5],
    ["taxRate", -0.1],
    ["taxRate", 1.01],
    ["taxRate", 0.0000001],
    ["taxRate", "a fifth"],
  ])("with the %s %j is refused, and the field named", async (field, value) => {
    const answer = await post("/inventory-service/products", {
      name: "Tape",
      price: 1,
      quantity: 1,
      [field]: value,
    })

    expect(answer.status).toBe(422)
    expect(answer.body.errors.map((fault: { path: string }) => fault.path)).toEqual([field])
  })
})

describe("a customer", () => {
  it("who has no bills is gone when deleted", async () => {
    const { body } = await post("/customer-service/customers", { name: "Nobody", email: newEmail() })
    const one = `/customer-service/customers/${body.id}`

    expect((await del(one)).status).toBe(204)

    expect((await get(one)).status).toBe(404)
    expect((await del(one)).status).toBe(404)
  })

  it.each(["nobody", "a@", "@b.c", "a b@example.com"])("with the email %j is refused", async email => {
    const answer = await post("/customer-service/customers", { name: "Nobody", email })

    expect(answer.status).toBe(422)
    expect(answer.body.errors[0].path).toBe("email")
  })
})
