import { randomUUID } from "node:crypto"
import { beforeAll, describe, expect, it } from "vitest"
import {
  type Answer,
  call,
  can,
  canTakeMany,
  del,
  getAll,
  makeCustomer,
  makeProduct,
  newEmail,
  post,
} from "./client.ts"

let customerId: string
let productId: string

beforeAll(async () => {
  customerId = await makeCustomer()
  productId = await makeProduct()
})

/** What a POST to every service that has one makes, and where that is listed. */
const posts: { path: string; list: string; input: () => object; after?: (made: any) => Promise<unknown> }[] =
  [
    {
      path: "/customer-service/customers",
      list: "/customer-service/customers",
      input: () => ({ name: "Grace Hopper", email: newEmail() }),
    },
    {
      path: "/inventory-service/products",
      list: "/inventory-service/products",
      input: () => ({ name: "Stapler", price: Math.round(Math.random() * 1e6) / 100 }),
    },
    {
      path: "/billing-service/bills",
      list: "/billing-service/bills",
      input: () => ({
        customerId,
        productItems: [{ productId, quantity: 1, price: Math.round(Math.random() * 1e6) / 100 }],
      }),
    },
    {
      path: "/producer-service/simulations",
      list: "/producer-service/simulations",
      input: () => ({ rate: 1, seconds: Math.ceil(Math.random() * 1000) }),
      after: made => del(`/producer-service/simulations/${made.id}`),
    },
  ]

const same = ({ status, headers, body }: Answer) => ({
  status,
  body,
  headers: ["content-type", "location", "etag", "warning"].map(name => headers.get(name)),
})

describe.each(posts)("POST $path", ({ path, list, input, after }) => {
  it.runIf(canTakeMany)(
    "with one key makes one thing when 200 are sent at once, and answers all the same",
    async () => {
      const [key, body, before] = [randomUUID(), input(), await getAll(list)]

      const answers = await Promise.all(
        Array.from({ length: 200 }, () => post(path, body, { "Idempotency-Key": key })),
      )

      const [first] = answers as [Answer]
      expect(first.status).toBeGreaterThanOrEqual(200)
      expect(first.status).toBeLessThan(300)
      for (const answer of answers) expect(same(answer)).toEqual(same(first))
      const known = new Set(before.map(({ id }) => id))
      const made = (await getAll(list)).filter(({ id }) => !known.has(id))
      // What the stream brings meanwhile is not ours.
      expect(made.filter(({ origin }) => origin !== "stream").map(({ id }) => id)).toEqual([first.body.id])
      await after?.(first.body)
    },
  )

  it("with a key that was used for another body is refused", async () => {
    const [key, body] = [randomUUID(), input()]
    const first = await post(path, body, { "Idempotency-Key": key })

    const other = await post(path, input(), { "Idempotency-Key": key })
    const again = await post(path, body, { "Idempotency-Key": key })

    expect(other.status).toBe(422)
    expect(other.body.errors[0].path).toBe("Idempotency-Key")
    expect(same(again)).toEqual(same(first))
    await after?.(first.body)
  })

  it("without a key makes another thing each time", async () => {
    const made = [await post(path, input()), await post(path, input())]

    expect(new Set(made.map(answer => answer.body.id)).size).toBe(2)
    for (const answer of made) await after?.(answer.body)
  })

  it("with bad input may be sent again, mended, with the same key", async () => {
    const key = randomUUID()

    expect((await post(path, { nonsense: true }, { "Idempotency-Key": key })).status).toBe(422)

    const mended = await post(path, input(), { "Idempotency-Key": key })
    expect(mended.status).toBeLessThan(300)
    await after?.(mended.body)
  })
})

describe("POST /batch-service/jobs", () => {
  it("with one key starts one job when 20 are sent at once, and answers all the same", async () => {
    const headers = { "idempotency-key": randomUUID() }
    const job = { type: "discount", rate: 0.01, campaign: `once-${randomUUID()}` }
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post("/batch-service/jobs", job, headers)),
    )

    expect(answers[0]?.status).toBe(201)
    for (const answer of answers) expect(same(answer)).toEqual(same(answers[0] as Answer))
    const jobs = await getAll("/batch-service/jobs?limit=100")
    expect(jobs.filter(({ campaign }) => campaign === job.campaign)).toHaveLength(1)
  })
})

describe("an Idempotency-Key", () => {
  it.runIf(can.steadyTransactions)("counts for one service and path, and for POST only", async () => {
    const [key, path] = [randomUUID(), "/customer-service/customers"]
    const customer = await post(path, { name: "Ada", email: newEmail() }, { "Idempotency-Key": key })
    const product = await post(
      "/inventory-service/products",
      { name: "Pen", price: 1 },
      { "Idempotency-Key": key },
    )

    expect([customer.status, product.status]).toEqual([201, 201])
    const other = { name: "Ada King", email: newEmail() }
    const put = await call("PUT", `${path}/${customer.body.id}`, other, { "Idempotency-Key": key })
    expect(put.body).toMatchObject(other)
  })

  it.runIf(can.steadyTransactions)(
    "counts the same when the service is called by its name in capitals",
    async () => {
      const [key, body] = [randomUUID(), { name: "Ada", email: newEmail() }]

      const first = await post("/customer-service/customers", body, { "Idempotency-Key": key })
      const second = await post("/CUSTOMER-SERVICE/customers", body, { "Idempotency-Key": key })

      expect(same(second)).toEqual(same(first))
    },
  )

  it("that no header should hold is refused", async () => {
    const answer = await post(
      "/customer-service/customers",
      { name: "Ada", email: newEmail() },
      { "Idempotency-Key": "x".repeat(256) },
    )

    expect(answer.status).toBe(400)
  })
})
