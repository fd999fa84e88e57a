import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Answer, can, canTakeMany, del, get, getAll, newEmail, post, put } from "./client.ts"

const customers = "/customer-service/customers"
const products = "/inventory-service/products"

/** A word that nothing else in this system begins with. */
const newWord = (): string =>
  Array.from({ length: 10 }, () => "bcdfghklmnprstvwxz"[Math.floor(Math.random() * 18)]).join("")

const make = async (name: string, email = newEmail()): Promise<any> =>
  (await post(customers, { name, email })).body
const find = async (query: Record<string, string>, list = customers): Promise<string[]> =>
  (await getAll(`${list}?${new URLSearchParams(query)}`)).map(({ id }) => id as string)

describe("a customer", () => {
  it("is found by the beginning of any word of the name, and of the email, in any case and accent", async () => {
    const [first, last, mail] = [`É${newWord()}`, `Ł${newWord()}`, newWord()]
    const { id } = await make(`${first} de ${last}`, `${mail}.x@example.com`)

    for (const q of [
      first,
      first.replace("É", "e"),
      first.toUpperCase(),
      `${first}  DE`,
      `${first} de ${last}`,
      last.replace("Ł", "l").slice(0, 6),
      mail.slice(0, 5),
      `${mail}.X@EXAMPLE.com`,
    ]) {
      expect([q, await find({ q })]).toEqual([q, [id]])
    }
    expect(await find({ name: first })).toEqual([id])
    expect(await find({ email: mail })).toEqual([id])
    for (const q of [first.slice(2), `${first}x`, `${first} ${last}`, "@example.com"]) {
      expect([q, await find({ q })]).toEqual([q, []])
    }
    expect(await find({ name: mail })).toEqual([])
    expect(await find({ email: first })).toEqual([])
  })

  it("is found by the present name and email only", async () => {
    const [before, after] = [newWord(), newWord()]
    const { id } = await make(`Ada ${before}`, `${before}@example.com`)

    await put(`${customers}/${id}`, { name: `Ada ${after}`, email: `${after}@example.com` })

    expect(await find({ q: before })).toEqual([])
    expect(await find({ q: after })).toEqual([id])
    await del(`${customers}/${id}`)
    expect(await find({ q: after })).toEqual([])
  })

  it("is found newest first, in pages that overlap nowhere and leave nothing out, by 1 letter or by all", async () => {
    const word = newWord()
    const ids: string[] = []
    for (let n = 0; n < 7; n++) {
      ids.unshift((await make(`${word} ${n}`, `${word}${n}@example.com`)).id)
      await make(`${word.slice(0, 3)}x ${n}`)
    }

    expect(await find({ q: word, limit: "2" })).toEqual(ids)
    expect(await find({ q: word, limit: "7" })).toEqual(ids)
    expect(await find({ name: word, limit: "3" })).toEqual(ids)
    const byLetter = await getAll(`${customers}?q=${word[0]}&limit=3`)
    expect(new Set(byLetter.map(({ id }) => id)).size).toBe(byLetter.length)
    const times = byLetter.map(({ createdAt }) => createdAt as string)
    expect(times).toEqual([...times].sort().reverse())
    expect(byLetter.map(({ id }) => id)).toEqual(expect.arrayContaining(ids))
  })

  it.runIf(can.steadyTransactions)(
    "is found exactly when a plain look through all of them finds it",
    async () => {
      const mark = newWord().slice(0, 4)
      const name = fc.array(fc.stringMatching(/^[aábAB-]{1,4}$/), { minLength: 1, maxLength: 3 })
      const names = fc.sample(
        name.map(parts => `${mark}${parts.join(" ")}`),
        { numRuns: 25, seed: 7 },
      )
      const all = await Promise.all(names.map(async text => ({ text, id: (await make(text)).id as string })))
      const plain = (text: string) => text.toLowerCase().replaceAll("á", "a")

      await fc.assert(
        fc.asyncProperty(fc.stringMatching(/^[aáb-]{0,4}$/), async ending => {
          const expected = all.filter(({ text }) => plain(text).startsWith(plain(mark + ending)))
          expect(new Set(await find({ name: mark + ending }))).toEqual(new Set(expected.map(({ id }) => id)))
        }),
        { numRuns: 40 },
      )
    },
  )

  it.each(["q=", "name=%20", "email=", `q=${"x".repeat(201)}`, "q=a&name=b", "ids=1&q=a"])(
    "is not looked for by ?%s",
    async query => {
      expect((await get(`${customers}?${query}`)).status).toBe(422)
    },
  )
})

describe("a product", () => {
  it("is found by the beginning of its name, by the present one only", async () => {
    const [word, other] = [newWord(), newWord()]
    const { id } = (await post(products, { name: `Crème ${word}`, price: 1 })).body

    expect(await find({ name: word }, products)).toEqual([id])
    expect(await find({ q: `creme ${word}` }, products)).toEqual([id])
    await put(`${products}/${id}`, { name: other, price: 1 })

    expect(await find({ name: word }, products)).toEqual([])
    expect(await find({ name: other }, products)).toEqual([id])
    await del(`${products}/${id}`)
    expect(await find({ name: other }, products)).toEqual([])
  })
})

describe("an email address", () => {
  const taken = (answer: Answer, email: string) => {
    expect(answer.status).toBe(409)
    expect(answer.body.detail).toContain(email)
    expect(answer.body.errors[0].path).toBe("email")
  }

  it("is one customer's only, whatever its case, on POST and on PUT", async () => {
    const email = newEmail()
    const first = await make("First", email)
    const second = await make("Second")

    taken(await post(customers, { name: "Third", email: email.toUpperCase() }), email.toUpperCase())
    taken(await put(`${customers}/${second.id}`, { name: "Second", email }), email)

    expect((await get(`${customers}/${second.id}`)).body).toEqual(second)
    expect((await put(`${customers}/${first.id}`, { name: "Still first", email })).status).toBe(200)
    const inCapitals = await put(`${customers}/${first.id}`, { name: "First", email: email.toUpperCase() })
    expect(inCapitals.status).toBe(200)
    taken(await post(customers, { name: "Third", email }), email)
  })

  it("is free again when its customer has another one, or is deleted", async () => {
    const email = newEmail()
    const first = await make("First", email)
    await put(`${customers}/${first.id}`, { name: "First", email: newEmail() })

    const second = await post(customers, { name: "Second", email })
    expect(second.status).toBe(201)
    await del(`${customers}/${second.body.id}`)

    expect((await post(customers, { name: "Third", email })).status).toBe(201)
  })

  it.runIf(canTakeMany)("goes to one of 50 who ask for it at once, by POST and by PUT", async () => {
    const email = newEmail()
    const others = await Promise.all(Array.from({ length: 25 }, (_, n) => make(`Other ${n}`)))

    const answers = await Promise.all([
      ...Array.from({ length: 25 }, (_, n) => post(customers, { name: `New ${n}`, email })),
      ...others.map(({ id, name }) => put(`${customers}/${id}`, { name, email })),
    ])

    const winners = answers.filter(({ status }) => status < 300)
    expect(winners).toHaveLength(1)
    for (const answer of answers) if (!winners.includes(answer)) taken(answer, email)
    expect(await find({ email })).toEqual([winners[0]?.body.id])
  })

  it.runIf(canTakeMany)("swapped between two is never both's", async () => {
    const [one, two] = [await make("One"), await make("Two")]

    const answers = await Promise.all([
      put(`${customers}/${one.id}`, { name: "One", email: two.email }),
      put(`${customers}/${two.id}`, { name: "Two", email: one.email }),
    ])

    for (const answer of answers) expect(answer.status).toBe(409)
  })
})

describe("a customer who has bills", () => {
  it("is archived by DELETE: in no list, still there by the id, and named on the bills", async () => {
    const [word, email] = [newWord(), newEmail()]
    const { id } = await make(`Ada ${word}`, email)
    const productId = (await post(products, { name: "Pen", price: 1, quantity: 10 })).body.id
    const bill = await post("/billing-service/bills", {
      customerId: id,
      productItems: [{ productId, quantity: 1 }],
    })
    expect(bill.status).toBe(201)

    expect((await del(`${customers}/${id}`)).status).toBe(204)

    const archived = await get(`${customers}/${id}`)
    expect(archived.status).toBe(200)
    expect(archived.body).toMatchObject({ name: `Ada ${word}`, email, archivedAt: expect.any(String) })
    expect((await get(`${customers}?ids=${id}`)).body).toEqual([archived.body])
    expect((await getAll(customers)).map(customer => customer.id)).not.toContain(id)
    expect(await find({ q: word })).toEqual([])
    expect((await get(`/billing-service/bills/${bill.body.id}`)).body.customer).toMatchObject({
      id,
      name: `Ada ${word}`,
    })
    expect((await put(`${customers}/${id}`, { name: "Ada", email: newEmail() })).status).toBe(409)
    expect((await del(`${customers}/${id}`)).status).toBe(204)
    expect((await get(`${customers}/${id}`)).body).toEqual(archived.body)
    expect((await post(customers, { name: "Next", email })).status).toBe(201)
  })

  it("gets no more bills once archived; neither is there a new bill, or draft, of an archived product", async () => {
    const [ada, bob] = [await make("Ada"), await make("Bob")]
    const [pen, ink] = await Promise.all(
      ["Pen", "Ink"].map(async name => (await post(products, { name, price: 1, quantity: 9 })).body.id),
    )
    const bill = (customerId: string, productId: string, more = {}) =>
      post("/billing-service/bills", { customerId, productItems: [{ productId, quantity: 1 }], ...more })
    const draft = (await bill(bob.id, pen, { draft: true })).body
    await bill(ada.id, ink)
    await del(`${customers}/${ada.id}`)
    await del(`${products}/${ink}`)

    for (const more of [{}, { draft: true }]) {
      const refused = await bill(ada.id, ink, more)
      expect(refused.status).toBe(422)
      expect(refused.body.errors).toEqual([
        { path: "customerId", message: `customer "${ada.id}" is archived` },
        { path: "productItems.0.productId", message: `product "${ink}" is archived` },
      ])
    }
    const changed = { customerId: ada.id, productItems: [{ productId: pen, quantity: 2 }] }
    expect((await put(`/billing-service/bills/${draft.id}`, changed)).status).toBe(422)
    expect((await bill(bob.id, pen)).status).toBe(201)
  })
})
