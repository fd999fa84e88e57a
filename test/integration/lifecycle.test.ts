import { beforeAll, describe, expect, it } from "vitest"
import { call, canTakeMany, del, get, getAll, makeCustomer, makeProduct, post } from "./client.ts"

const bills = "/billing-service/bills"
let customerId: string
let productId: string

beforeAll(async () => {
  customerId = await makeCustomer("Lifecycle")
  productId = await makeProduct(10, "Thing")
})

const input = () => ({ customerId, productItems: [{ productId, quantity: 2 }] })
const make = async (more: object = {}): Promise<string> => {
  const { status, body } = await post(bills, { ...input(), ...more })
  expect(status).toBe(201)
  return body.id
}
const pay = (id: string, amount: number | string, more: object = {}) =>
  post(`${bills}/${id}/payments`, { amount, ...more })

/** A bill in each state, and a credit note. */
const inState = {
  draft: () => make({ draft: true }),
  issued: () => make(),
  paid: async () => {
    const id = await make()
    expect((await pay(id, 20)).body.status).toBe("paid")
    return id
  },
  void: async () => {
    const id = await make()
    expect((await post(`${bills}/${id}/void`, {})).status).toBe(200)
    return id
  },
  credited: async () => {
    const id = await inState.paid()
    expect((await post(`${bills}/${id}/credit-notes`, {})).status).toBe(201)
    return id
  },
  "credit note": async () => {
    const id = await inState.paid()
    return (await post(`${bills}/${id}/credit-notes`, {})).body.id as string
  },
}
type State = keyof typeof inState

const actions = {
  PUT: (id: string) => call("PUT", `${bills}/${id}`, input()),
  DELETE: (id: string) => del(`${bills}/${id}`),
  issue: (id: string) => post(`${bills}/${id}/issue`, {}),
  pay: (id: string) => pay(id, 1),
  void: (id: string) => post(`${bills}/${id}/void`, {}),
  credit: (id: string) => post(`${bills}/${id}/credit-notes`, {}),
}
type Action = keyof typeof actions

/** What each leads to: the state afterwards; all else is a 409 that says why. */
const allowed: Partial<Record<State, Partial<Record<Action, string>>>> = {
  draft: { PUT: "draft", DELETE: "gone", issue: "issued" },
  issued: { DELETE: "void", pay: "issued", void: "void" },
  paid: { credit: "credited" },
}
const matrix = (Object.keys(inState) as State[]).flatMap(state =>
  (Object.keys(actions) as Action[]).map(action => ({
    state,
    action,
    after: allowed[state]?.[action] ?? "409",
  })),
)

describe("the life of a bill", () => {
  it.each(matrix)("$state, $action: $after", async ({ state, action, after }) => {
    const id = await inState[state]()
    const before = (await get(`${bills}/${id}`)).body

    const answer = await actions[action](id)

    const now = await get(`${bills}/${id}`)
    if (after === "gone") {
      expect([answer.status, now.status]).toEqual([204, 404])
    } else if (after === "409") {
      expect(answer.status).toBe(409)
      expect(answer.body.detail).toMatch(/^Bill ".+" cannot be \w+: it (is|was) [^.]+\.$/)
      expect(now.body).toEqual(before)
    } else {
      expect(answer.status).toBeLessThan(300)
      expect(now.body).toMatchObject({ status: after, version: before.version + 1 })
    }
  })

  it("tells the way when an issued bill is to be changed", async () => {
    const id = await make()

    const { body } = await call("PUT", `${bills}/${id}`, input())

    expect(body.detail).toContain("it is issued and stays as it is: void it, and make another one")
  })

  it("can be followed from a draft to its credit note", async () => {
    const draft = await post(bills, { ...input(), draft: true })
    const issued = await post(`${bills}/${draft.body.id}/issue`, {})
    const part = await pay(draft.body.id, "7.50", { method: "card" })
    const paid = await pay(draft.body.id, 12.5)
    const note = await post(`${bills}/${draft.body.id}/credit-notes`, {})
    const credited = await get(`${bills}/${draft.body.id}`)

    expect(draft.body).toMatchObject({ status: "draft", number: null, issuedAt: null, version: 1 })
    expect(issued.body).toMatchObject({ status: "issued", number: expect.stringMatching(/^\d{4}-\d{6}$/) })
    expect(part.body).toMatchObject({ status: "issued", paid: 7.5, balance: 12.5 })
    expect(paid.body).toMatchObject({ status: "paid", paid: 20, balance: 0 })
    expect(paid.body.payments).toEqual([
      { id: expect.any(String), amount: 7.5, at: expect.any(String), method: "card" },
      { id: expect.any(String), amount: 12.5, at: expect.any(String) },
    ])
    expect(note.body).toMatchObject({
      kind: "credit-note",
      number: expect.stringMatching(/^CN-\d{4}-\d{6}$/),
      status: "issued",
      total: 20,
      balance: 0,
      creditFor: { id: draft.body.id, number: issued.body.number },
    })
    expect(note.headers.get("location")).toBe(`${bills}/${note.body.id}`)
    expect(credited.body).toMatchObject({
      status: "credited",
      number: issued.body.number,
      creditNote: { id: note.body.id, number: note.body.number },
    })
    expect((await get(`${bills}/${note.body.id}`)).body).toEqual(note.body)
  })

  it("takes no payment above what is left, and none of nothing", async () => {
    const id = await make()
    await pay(id, 15)

    const more = await pay(id, 5.01)
    const nothing = await pay(id, 0)

    expect([more.status, nothing.status]).toEqual([422, 422])
    expect(more.body.errors).toEqual([{ path: "amount", message: "is more than what is left to pay: 5 EUR" }])
    expect((await get(`${bills}/${id}`)).body).toMatchObject({ paid: 15, balance: 5, status: "issued" })
  })

  it.runIf(canTakeMany)("adds payments made at once up to the total, and not above", async () => {
    const id = await make()

    const answers = await Promise.all(Array.from({ length: 30 }, () => pay(id, 1)))

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20)
    // Those that came late met a paid bill.
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(10)
    expect((await get(`${bills}/${id}`)).body).toMatchObject({ paid: 20, balance: 0, status: "paid" })
  })

  it("is not void with something paid on it", async () => {
    const id = await make()
    await pay(id, 1)

    const answers = [await post(`${bills}/${id}/void`, {}), await del(`${bills}/${id}`)]

    expect(answers.map(({ status }) => status)).toEqual([409, 409])
    expect(answers[0]?.body.detail).toContain("something was paid on it")
  })

  it.runIf(canTakeMany)("ends once, however many end it at once", async () => {
    const id = await inState.paid()

    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post(`${bills}/${id}/credit-notes`, {})),
    )

    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)])
    const credited = (await get(`${bills}/${id}`)).body
    const notes = (await getAll(`${bills}?customerId=${customerId}&limit=100`)).filter(
      bill => (bill.creditFor as { id: string } | null)?.id === id,
    )
    expect(notes.map(note => note.id)).toEqual([credited.creditNote.id])
  })
})

describe("a bill that is read by its version", () => {
  it.runIf(canTakeMany)("is replaced by one of 100 PUTs with the same ETag; the others are 412", async () => {
    const id = await inState.draft()
    const etag = (await get(`${bills}/${id}`)).headers.get("etag") ?? ""

    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        call(
          "PUT",
          `${bills}/${id}`,
          { customerId, productItems: [{ productId, quantity: n + 1 }] },
          { "if-match": etag },
        ),
      ),
    )

    const winners = answers.filter(({ status }) => status === 200)
    expect(winners).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 412)).toHaveLength(99)
    const now = await get(`${bills}/${id}`)
    expect(now.body).toEqual(winners[0]?.body)
    expect(now.headers.get("etag")).not.toBe(etag)
  })

  it.runIf(canTakeMany)("is 100 versions on after 100 PUTs, each with the ETag before it", async () => {
    const id = await inState.draft()
    let etag = (await get(`${bills}/${id}`)).headers.get("etag") ?? ""

    for (let n = 1; n <= 100; n++) {
      const { status, headers } = await call("PUT", `${bills}/${id}`, input(), { "if-match": etag })
      expect(status).toBe(200)
      etag = headers.get("etag") ?? ""
    }

    expect((await get(`${bills}/${id}`)).body.version).toBe(101)
  })

  it("is not ended, paid or deleted by somebody with an older one", async () => {
    const id = await make()
    const etag = (await get(`${bills}/${id}`)).headers.get("etag") ?? ""
    await pay(id, 1)

    const answers = await Promise.all([
      call("DELETE", `${bills}/${id}`, undefined, { "if-match": etag }),
      call("POST", `${bills}/${id}/void`, {}, { "if-match": etag }),
      call("POST", `${bills}/${id}/payments`, { amount: 1 }, { "if-match": etag }),
      call("POST", `${bills}/${id}/credit-notes`, {}, { "if-match": etag }),
    ])

    expect(answers.map(({ status }) => status)).toEqual([412, 412, 412, 412])
    expect((await get(`${bills}/${id}`)).body).toMatchObject({ paid: 1, version: 2 })
  })
})

describe("a request with an Idempotency-Key", () => {
  it.runIf(canTakeMany)("makes one bill of 200 at once, and answers the same", async () => {
    const own = await makeCustomer("Repeats")
    const body = { customerId: own, productItems: [{ productId, quantity: 1 }] }

    const answers = await Promise.all(
      Array.from({ length: 200 }, () => post(bills, body, { "idempotency-key": `key-${own}` })),
    )

    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(201)
    expect(await getAll(`${bills}?customerId=${own}`)).toHaveLength(1)
  })

  it("pays once", async () => {
    const id = await make()

    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        post(`${bills}/${id}/payments`, { amount: 5 }, { "idempotency-key": `pay-${id}` }),
      ),
    )

    expect(answers.every(({ status }) => status === 201)).toBe(true)
    expect((await get(`${bills}/${id}`)).body).toMatchObject({ paid: 5, balance: 15 })
  })

  it("is missed with a warning", async () => {
    const { headers } = await post(bills, input())

    expect(headers.get("warning")).toContain("Idempotency-Key")
  })
})
