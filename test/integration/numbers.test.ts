import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type System, startSystem } from "../stack/system.ts"
import { can, canTakeMany, eventually, get, getAll, makeCustomer, post, system } from "./client.ts"
import { putInvoices } from "./invoices.ts"

const bills = "/billing-service/bills"
const year = new Date().getUTCFullYear()
let customerId: string
let productId: string

beforeAll(async () => {
  customerId = await makeCustomer("Numbers")
  const { body } = await post("/inventory-service/products", { name: "Thing", price: 1, quantity: 1_000_000 })
  productId = body.id
})

const input = (series: string, more: object = {}) => ({
  customerId,
  productItems: [{ productId, quantity: 1 }],
  series,
  ...more,
})
const valueOf = (number: unknown): number => Number(/-(\d{6,})$/.exec(String(number))?.[1])
const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1)
const sorted = (values: number[]) => values.toSorted((a, b) => a - b)

/** All numbers of a series that stand on bills. */
const numbersOf = async (series: string): Promise<number[]> =>
  (await getAll(`${bills}?customerId=${customerId}&limit=100`))
    .filter(bill => bill.series === series && bill.number !== null)
    .map(bill => valueOf(bill.number))

describe("numbers of bills", () => {
  it.runIf(canTakeMany)(
    "are exactly 1 to 1000 after 1,000 issues by 8 workers at once, drafts and new bills",
    async () => {
      const issue = async (n: number): Promise<string> => {
        if (n % 5 !== 0) return (await post(bills, input("RACE"))).body.number
        const { body } = await post(bills, input("RACE", { draft: true }))
        return (await post(`${bills}/${body.id}/issue`, {})).body.number
      }
      const waiting = upTo(1000)
      const numbers: string[] = []

      const worker = async () => {
        for (let n = waiting.pop(); n !== undefined; n = waiting.pop()) numbers.push(await issue(n))
      }
      await Promise.all(Array.from({ length: 8 }, worker))

      expect(sorted(numbers.map(valueOf))).toEqual(upTo(1000))
      expect(numbers[0]).toMatch(new RegExp(`^RACE-${year}-\\d{6}$`))
      expect(sorted(await numbersOf("RACE"))).toEqual(upTo(1000))
    },
    300_000,
  )

  it("are not used by drafts, refused and failed issues", async () => {
    const scarce = (await post("/inventory-service/products", { name: "Scarce", price: 1, quantity: 0 })).body
      .id
    await post(bills, input("CALM", { draft: true }))
    const first = await post(bills, input("CALM"))

    const failures = await Promise.all([
      post(bills, { ...input("CALM"), productItems: [{ productId: scarce, quantity: 1 }] }),
      post(bills, { ...input("CALM"), customerId: "nobody" }),
      post(`${bills}/${first.body.id}/issue`, {}),
    ])
    const second = await post(bills, input("CALM"))

    expect(failures.map(({ status }) => status)).toEqual([409, 422, 409])
    expect([first, second].map(({ body }) => valueOf(body.number))).toEqual([1, 2])
  })

  it("are kept by bills that are void, and not given again", async () => {
    const first = await post(bills, input("KEPT"))
    const voided = await post(`${bills}/${first.body.id}/void`, {})
    const second = await post(bills, input("KEPT"))

    expect(voided.body.number).toBe(first.body.number)
    expect(valueOf(second.body.number)).toBe(2)
  })

  it("are each series' own; that of credit notes cannot be chosen", async () => {
    const [a, b] = [await post(bills, input("AA")), await post(bills, input("BB"))]

    expect([a, b].map(({ body }) => body.number)).toEqual([`AA-${year}-000001`, `BB-${year}-000001`])
    for (const series of ["CN", "a", "1A", "A-B", "TOOLONGSERIES"]) {
      expect((await post(bills, input(series))).body.errors?.[0]?.path).toBe("series")
    }
  })

  it.runIf(canTakeMany)(
    "have no gap and no repeat for the stream's bills, redelivered and beside the API's",
    async () => {
      const start = 1900 + Math.floor(Math.random() * 90)
      const created = `${start}-06-01T00:00:00.000Z`
      const wanted = Array.from({ length: 600 }, (_, n) => ({
        id: `numbered-${start}-${n}`,
        customerId,
        price: 1,
        createdAt: created,
      }))

      await Promise.all([
        putInvoices(system.stage, wanted),
        putInvoices(system.stage, wanted.slice(100, 300)),
        putInvoices(system.stage, wanted.slice(0, 50)),
        ...Array.from({ length: 20 }, () => post(bills, input(""))),
      ])
      const recorded = await eventually(
        () => getAll(`${bills}?customerId=${customerId}&limit=100&from=${start}-01-01&to=${start}-12-31`),
        all => all.length >= wanted.length,
        60,
      )

      expect(recorded.map(bill => bill.id).sort()).toEqual(wanted.map(({ id }) => id).sort())
      expect(sorted(recorded.map(bill => valueOf(bill.number)))).toEqual(upTo(600))
      expect(recorded[0]?.number).toMatch(new RegExp(`^${start}-\\d{6}$`))
    },
    120_000,
  )
})

describe("bills", () => {
  it.runIf(canTakeMany)(
    "are found by number, customer, status and time, newest first, in pages",
    async () => {
      const own = await makeCustomer("Found")
      const made: any[] = []
      for (let n = 0; n < 6; n++) {
        const { body } = await post(bills, {
          ...input("FIND", n === 0 ? { draft: true } : {}),
          customerId: own,
        })
        made.push(body)
      }
      await post(`${bills}/${made[1].id}/payments`, { amount: made[1].total })
      await post(`${bills}/${made[2].id}/void`, {})
      await post(`${bills}/${made[3].id}/payments`, { amount: 0.5 })
      const found = async (query: string) =>
        (await getAll(`${bills}?limit=2&${query}`))
          .map(bill => made.findIndex(({ id }) => id === bill.id))
          .filter(n => n >= 0)

      expect(await found(`number=${made[4].number}`)).toEqual([4])
      expect(await found(`number=${made[4].number}&status=void`)).toEqual([])
      expect(await found(`customerId=${own}`)).toEqual([5, 4, 3, 2, 1, 0])
      expect(await found(`customerId=${own}&status=issued`)).toEqual([5, 4, 3])
      expect(await found(`customerId=${own}&status=void`)).toEqual([2])
      expect(await found(`customerId=${own}&from=${made[2].createdAt}&to=${made[4].createdAt}`)).toEqual([
        3, 2,
      ])
      expect(await found("status=draft")).toEqual([0])
      expect(await found("status=paid")).toEqual([1])
      const today = made[0].createdAt.slice(0, 10)
      expect(await found(`status=issued&from=${made[0].createdAt}&to=${today}`)).toEqual([5, 4, 3])
      expect(await found(`from=${made[4].createdAt}`)).toEqual([5, 4])
      expect(await found(`to=2001-01-01&status=issued`)).toEqual([])
      for (const query of ["status=lost", "from=yesterday", "to=2026-13-01"]) {
        expect((await get(`${bills}?${query}`)).status).toBe(422)
      }
    },
    120_000,
  )
})

describe.runIf(can.separateNamespaces)("numbers across a power cut", () => {
  let own: System
  beforeAll(async () => {
    own = await startSystem()
  })
  afterAll(() => own?.stop())

  it.runIf(canTakeMany)(
    "have no gap and no repeat when the system is killed amid issues",
    async () => {
      const send = async (path: string, body: object) => {
        const response = await fetch(`${own.apiUrl}${path}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        })
        return (await response.json()) as { id: string; number?: string }
      }
      const customer = await send("/customer-service/customers", { name: "Cut", email: "cut@example.com" })
      const product = await send("/inventory-service/products", { name: "Cut", price: 1, quantity: 10_000 })
      const bill = { customerId: customer.id, productItems: [{ productId: product.id, quantity: 1 }] }
      const answered: string[] = []
      const issueAll = () =>
        Promise.all(
          Array.from({ length: 40 }, () =>
            send("/billing-service/bills", bill).then(
              ({ number }) => number && answered.push(number),
              () => undefined,
            ),
          ),
        )

      for (const delay of [150, 400]) {
        const under = issueAll()
        await new Promise(resolve => setTimeout(resolve, delay))
        await own.restart("kill")
        await under
      }
      await issueAll()

      const kept: any[] = []
      for (let next: string | undefined = "/billing-service/bills?limit=100"; next; ) {
        const response: Response = await fetch(`${own.apiUrl}${next}`)
        kept.push(...((await response.json()) as any[]))
        next = /<([^>]+)>/.exec(response.headers.get("link") ?? "")?.[1]
      }
      const values = kept.map(({ number }) => valueOf(number))
      expect(sorted(values)).toEqual(upTo(values.length))
      expect(values.length).toBeGreaterThanOrEqual(40)
      const numbers = new Set(kept.map(({ number }) => number))
      expect(answered.filter(number => !numbers.has(number))).toEqual([])
    },
    180_000,
  )
})
