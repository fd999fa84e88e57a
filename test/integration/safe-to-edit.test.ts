import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Answer, canTakeMany, del, get, getAll, newEmail, post, put } from "./client.ts"

const things = [
  {
    list: "/customer-service/customers",
    input: (name = "Ada Lovelace") => ({ name, email: newEmail() }),
  },
  {
    list: "/inventory-service/products",
    input: (name = "Stapler") => ({ name, price: Math.floor(Math.random() * 1e6) / 100, quantity: 7 }),
  },
]

/** How often each status was answered. */
function count(answers: Answer[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

describe.each(things)("one of $list", ({ list, input }) => {
  const make = async () => (await post(list, input())).body as { id: string; version: number }

  it("carries its version as the ETag wherever it is answered", async () => {
    const made = await post(list, input())
    const one = `${list}/${made.body.id}`
    const replaced = await put(one, input(), { "if-match": made.headers.get("etag") ?? "" })
    const read = await get(one)

    expect(made.headers.get("etag")).toBe('"1"')
    expect(replaced.headers.get("etag")).toBe('"2"')
    expect(read.headers.get("etag")).toBe('"2"')
    expect((await get(list)).headers.get("etag")).toBeNull()
  })

  it("need not be sent again to who has it", async () => {
    const { id } = await make()

    const kept = await get(`${list}/${id}`, { "if-none-match": '"1"' })
    const newer = await get(`${list}/${id}`, { "if-none-match": '"0"' })

    expect([kept.status, kept.text]).toEqual([304, ""])
    expect(newer.status).toBe(200)
  })

  it.runIf(canTakeMany)(
    "is changed by one of 100 PUTs at once with the same ETag, and the other 99 are told",
    async () => {
      const { id } = await make()
      const inputs = Array.from({ length: 100 }, (_, n) => input(`Writer ${n}`))

      const answers = await Promise.all(inputs.map(body => put(`${list}/${id}`, body, { "If-Match": '"1"' })))

      expect(count(answers)).toEqual({ 200: 1, 412: 99 })
      const winner = answers.findIndex(({ status }) => status === 200)
      expect((await get(`${list}/${id}`)).body).toMatchObject({ ...inputs[winner], version: 2 })
      const loser = answers.find(({ status }) => status === 412) as Answer
      expect(loser.headers.get("content-type")).toBe("application/problem+json")
      expect(loser.body).toMatchObject({ status: 412, title: "Precondition failed" })
    },
  )

  it.runIf(canTakeMany)("is 100 versions on after 100 PUTs, each with the ETag before it", async () => {
    const { id } = await make()
    let etag = '"1"'

    for (let n = 0; n < 100; n++) {
      const answer = await put(`${list}/${id}`, input(`Edit ${n}`), { "If-Match": etag })
      expect(answer.status).toBe(200)
      etag = answer.headers.get("etag") ?? ""
    }

    expect((await get(`${list}/${id}`)).body).toMatchObject({ version: 101, name: "Edit 99" })
  })

  it.runIf(canTakeMany)(
    "is replaced as a whole by each of many PUTs without If-Match, and each is warned",
    async () => {
      const { id } = await make()
      const inputs = Array.from({ length: 100 }, (_, n) => input(`Writer ${n}`))

      const answers = await Promise.all(inputs.map(body => put(`${list}/${id}`, body)))

      expect(count(answers)).toEqual({ 200: 100 })
      for (const [n, answer] of answers.entries()) {
        expect(answer.body).toMatchObject(inputs[n] as object)
        expect(answer.headers.get("warning")).toMatch(/^299 - ".*If-Match.*"$/)
      }
      const { body } = await get(`${list}/${id}`)
      expect(body.version).toBe(101)
      expect(inputs.filter(one => one.name === body.name)).toMatchObject([
        Object.fromEntries(Object.keys(input()).map(key => [key, body[key]])),
      ])
    },
  )

  it.runIf(canTakeMany)(
    "loses no edit, whichever mixture of stale and fresh ETags arrives at once",
    async () => {
      const edits = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 12 })
      await fc.assert(
        fc.asyncProperty(edits, async versions => {
          const { id } = await make()

          const answers = await Promise.all(
            versions.map(version =>
              put(`${list}/${id}`, input(`For ${version}`), { "If-Match": `"${version}"` }),
            ),
          )

          const written = answers.filter(({ status }) => status === 200)
          expect(answers.every(({ status }) => status === 200 || status === 412)).toBe(true)
          // Each version was replaced once at most, and by a writer who meant it.
          expect(new Set(written.map(({ body }) => body.version)).size).toBe(written.length)
          for (const { body } of written) expect(body.name).toBe(`For ${body.version - 1}`)
          expect((await get(`${list}/${id}`)).body.version).toBe(1 + written.length)
        }),
        { numRuns: 20 },
      )
    },
  )

  it("is deleted only in the version that is meant", async () => {
    const { id } = await make()
    await put(`${list}/${id}`, input("Newer"))

    const stale = await del(`${list}/${id}`, { "If-Match": '"1"' })

    expect(stale.status).toBe(412)
    expect((await get(`${list}/${id}`)).body).toMatchObject({ name: "Newer", version: 2 })
    expect((await del(`${list}/${id}`, { "If-Match": '"1", "2"' })).status).toBe(204)
    expect((await getAll(list)).map(item => item.id)).not.toContain(id)
  })

  it.each([
    ["*", 200],
    ['W/"1"', 412],
    ['"nonsense"', 412],
    ["1", 400],
  ])("takes If-Match: %s as RFC 9110 has it", async (ifMatch, status) => {
    const { id } = await make()

    const answer = await put(`${list}/${id}`, input("Other"), { "If-Match": ifMatch })

    expect(answer.status).toBe(status)
    expect((await get(`${list}/${id}`)).body.version).toBe(status === 200 ? 2 : 1)
    expect(answer.headers.get("warning")).toBeNull()
  })

  it("that does not exist is 404, with an ETag too", async () => {
    expect((await put(`${list}/nobody`, input(), { "If-Match": '"1"' })).status).toBe(404)
    expect((await del(`${list}/nobody`, { "If-Match": "*" })).status).toBe(404)
  })

  it("is read by the service's name in capitals with the same ETag, and changed with it", async () => {
    const { id } = await make()
    const [, service = "", ...path] = `${list}/${id}`.split("/")
    const loud = `/${[service.toUpperCase(), ...path].join("/")}`

    expect((await get(loud)).headers.get("etag")).toBe('"1"')
    expect((await put(loud, input(), { "If-Match": '"7"' })).status).toBe(412)
    const answer = await put(loud, input(), { "If-Match": '"1"' })
    expect([answer.status, answer.headers.get("etag")]).toEqual([200, '"2"'])
  })
})
