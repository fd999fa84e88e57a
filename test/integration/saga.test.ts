import { InvokeCommand } from "@aws-sdk/client-lambda"
import { PutParameterCommand } from "@aws-sdk/client-ssm"
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Bill } from "../../functions/billing/bill.ts"
import type { AfterStep } from "../../functions/billing/issue-bill.ts"
import { canTakeMany, get, getAll, makeCustomer, post, system } from "./client.ts"
import { clients } from "./clients.ts"

// The functions run in this process, against the system's cloud and its inventory service.
Object.assign(process.env, {
  STAGE: system.stage,
  SETTINGS_CACHE_SECONDS: "1",
  POWERTOOLS_LOG_LEVEL: "SILENT",
})
process.env.POWERTOOLS_LOG_LEVEL = "SILENT"
const { issueBill } = await import("../../functions/billing/issue-bill.ts")
const { storeVoid, storeCredit } = await import("../../functions/billing/end-bill.ts")
const { repairBills } = await import("../../functions/billing/repair-bills.ts")
const { sagas } = await import("../../functions/billing/sagas.ts")
const { bills } = await import("../../functions/billing/repository.ts")
const { draftBill, issuedBill } = await import("../../functions/billing/bill.ts")
const { issueDraft, voidBill } = await import("../../functions/billing/lifecycle.ts")
const { creditBill } = await import("../../functions/billing/credit-note.ts")
const { newId } = await import("../../functions/shared/ids.ts")

const path = "/billing-service/bills"
const dynamodb = DynamoDBDocumentClient.from(clients.dynamodb)
const actor = "tests"
let customerId: string

beforeAll(async () => {
  customerId = await makeCustomer("Saga")
})

const makeProduct = async (quantity: number): Promise<string> =>
  (await post("/inventory-service/products", { name: "Stocked", price: 2, quantity })).body.id
const onHand = async (id: string): Promise<number> =>
  (await get(`/inventory-service/products/${id}`)).body.quantity
const order = (productId: string, quantity = 1) =>
  post(path, { customerId, productItems: [{ productId, quantity }] })

/** The process ends at this step: what comes after it never happens. Gives when the step was reached. */
function crashAt(wanted: string): { afterStep: AfterStep; reached: Promise<void> } {
  const { promise: reached, resolve } = Promise.withResolvers<void>()
  const afterStep: AfterStep = step => {
    if (step !== wanted) return Promise.resolve()
    resolve()
    return new Promise(() => {})
  }
  return { afterStep, reached }
}

/** As if what was begun had been left for longer than a request may take. */
const repair = () => repairBills(Date.now() + 31_000)

const made = (productId: string, series: string) => ({
  id: newId(),
  customerId,
  lines: [{ productId, quantity: 3, unitPrice: 200 }],
  currency: "EUR",
  origin: "api" as const,
  createdBy: actor,
  series,
  createdAt: new Date().toISOString(),
})
const storedDraft = async (productId: string, series: string): Promise<Bill> => {
  const draft = draftBill(made(productId, series))
  await bills.add(draft, actor)
  return draft
}
const now = () => new Date().toISOString()

/** What there is to do when stock and bill are to agree: none under way, and 3 pieces for each bill that has them. */
async function expectConsistent(productId: string, quantity: number, bill: Bill) {
  const stored = await bills.get(bill.id)
  const holds = stored && ["issued", "paid"].includes(stored.status) ? 3 : 0
  expect(await sagas.get(bill.id)).toBeUndefined()
  expect(await onHand(productId)).toBe(quantity - holds)
  return stored
}

describe("issuing a bill", () => {
  it.each(["intended", "reserved", "stored"])(
    "that is new ends consistent when it crashes after it %s",
    async step => {
      const productId = await makeProduct(10)
      const bill = issuedBill(made(productId, "NEW"))
      const { afterStep, reached } = crashAt(step)

      void issueBill({ before: undefined, issued: bill, actor }, afterStep)
      await reached
      const before = await onHand(productId)
      await repair()

      expect(before).toBe(step === "intended" ? 10 : 7)
      const stored = await expectConsistent(productId, 10, bill)
      expect(stored?.status).toBe(step === "stored" ? "issued" : undefined)
      expect((await get(`${path}/${bill.id}/history`)).status).toBe(step === "stored" ? 200 : 404)
    },
  )

  it.each(["intended", "reserved", "stored"])(
    "that is a draft ends consistent when it crashes after it %s, and can be issued then",
    async step => {
      const productId = await makeProduct(10)
      const draft = await storedDraft(productId, "DRAFT")
      const { afterStep, reached } = crashAt(step)

      void issueBill({ before: draft, issued: issueDraft(draft, now()), actor }, afterStep)
      await reached
      await repair()

      const stored = await expectConsistent(productId, 10, draft)
      expect(stored?.status).toBe(step === "stored" ? "issued" : "draft")
      const again = await post(`${path}/${draft.id}/issue`, {})
      expect(again.status).toBe(step === "stored" ? 409 : 200)
      expect(await onHand(productId)).toBe(7)
    },
  )

  it.each(["given-up", "released"])(
    "that fails ends consistent when it crashes after its stock was %s",
    async step => {
      const productId = await makeProduct(10)
      const draft = await storedDraft(productId, "FAIL")
      const { afterStep, reached } = crashAt(step)
      const changedBetween: AfterStep = async name => {
        if (name === "reserved") {
          const after = { ...draft, updatedAt: now(), version: draft.version + 1 }
          await bills.replace(draft, after, { action: "replaced", actor })
        }
        await afterStep(name)
      }

      void issueBill({ before: draft, issued: issueDraft(draft, now()), actor }, changedBetween)
      await reached
      await repair()

      const stored = await expectConsistent(productId, 10, draft)
      expect(stored).toMatchObject({ status: "draft", version: 2 })
    },
  )

  it("that was given up by repair is not issued by a request that comes back to life", async () => {
    const productId = await makeProduct(10)
    const draft = await storedDraft(productId, "LATE")
    const late: AfterStep = async step => {
      if (step === "reserved") await repair()
    }

    const issue = issueBill({ before: draft, issued: issueDraft(draft, now()), actor }, late)

    await expect(issue).rejects.toThrow("was changed by somebody else meanwhile")
    expect((await expectConsistent(productId, 10, draft))?.status).toBe("draft")
  })

  it("whose reservation comes after it was given up takes no stock", async () => {
    const productId = await makeProduct(10)
    const draft = await storedDraft(productId, "TOMB")
    const late: AfterStep = async step => {
      if (step === "intended") await repair()
    }

    const issue = issueBill({ before: draft, issued: issueDraft(draft, now()), actor }, late)

    await expect(issue).rejects.toThrow()
    expect((await expectConsistent(productId, 10, draft))?.status).toBe("draft")
  })

  it("used no number by any of these", async () => {
    for (const series of ["NEW", "DRAFT", "FAIL", "LATE", "TOMB"]) {
      const numbers = (await getAll(`${path}?customerId=${customerId}&limit=100`))
        .filter(bill => bill.series === series && bill.number)
        .map(bill => Number(String(bill.number).slice(-6)))
      expect(numbers.sort((a, b) => a - b)).toEqual(Array.from(numbers, (_, n) => n + 1))
    }
  })
})

describe("ending a bill", () => {
  const issued = async (productId: string): Promise<Bill> =>
    issueBill({ before: undefined, issued: issuedBill(made(productId, "END")), actor })

  it.each(["stored", "given-up", "released"])(
    "by voiding gives its stock back once, when it crashes after %s",
    async step => {
      const productId = await makeProduct(10)
      const bill = await issued(productId)
      const { afterStep, reached } = crashAt(step)

      void storeVoid({ before: bill, after: voidBill(bill, now()), actor }, afterStep)
      await reached
      await repair()
      await repair()

      expect((await expectConsistent(productId, 10, bill))?.status).toBe("void")
    },
  )

  it.each(["stored", "given-up", "released"])(
    "by a credit note gives its stock back once, when it crashes after %s",
    async step => {
      const productId = await makeProduct(10)
      const bill = await issued(productId)
      await post(`${path}/${bill.id}/payments`, { amount: 6 })
      const before = (await bills.get(bill.id)) as Bill
      const { afterStep, reached } = crashAt(step)
      const parts = creditBill(before, { id: newId(), createdBy: actor, now: now() })

      void storeCredit({ before, ...parts, actor }, afterStep)
      await reached
      await repair()

      const stored = await expectConsistent(productId, 10, bill)
      expect(stored?.status).toBe("credited")
      const note = await bills.get(parts.note.id)
      expect(note).toMatchObject({ kind: "credit-note", creditFor: { id: bill.id } })
      expect(stored?.creditNote).toEqual({ id: note?.id, number: note?.number })
    },
  )

  it("does not wait for the inventory: what it cannot be told is told later", async () => {
    const productId = await makeProduct(10)
    const bill = await issued(productId)
    const { afterStep, reached } = crashAt("stored")
    void storeVoid({ before: bill, after: voidBill(bill, now()), actor }, afterStep)
    await reached
    await dynamodb.send(
      new UpdateCommand({
        TableName: `facturo-${system.stage}-billing-ledger`,
        Key: await keyOfSaga(bill.id),
        UpdateExpression: "SET since = :long",
        ExpressionAttributeValues: { ":long": "2026-01-01T00:00:00.000Z" },
      }),
    )

    // As the schedule does every minute.
    await clients.lambda.send(new InvokeCommand({ FunctionName: `facturo-${system.stage}-repair-bills` }))

    expect(await onHand(productId)).toBe(10)
  })
})

describe("stock", () => {
  // One process does here what hundreds of Lambdas would: give it the time that it needs on a busy machine.
  const setTimeouts = async (ms: string) => {
    for (const name of ["billing-service/upstream-timeout-ms", "registry-service/check-timeout-ms"]) {
      const Name = `/facturo/${system.stage}/${name}`
      await clients.ssm.send(new PutParameterCommand({ Name, Value: ms, Overwrite: true }))
    }
    await new Promise(resolve => setTimeout(resolve, 1_200)) // the settings' cache time in tests
  }
  beforeAll(() => setTimeouts("10000"))
  afterAll(() => setTimeouts("3000"))

  it.runIf(canTakeMany)(
    "of 100 units is sold to exactly 100 of 500 orders at once",
    async () => {
      const productId = await makeProduct(100)

      const answers = await Promise.all(Array.from({ length: 500 }, () => order(productId)))

      const count = (wanted: number) => answers.filter(({ status }) => status === wanted).length
      expect([count(201), count(409)]).toEqual([100, 400])
      expect(await onHand(productId)).toBe(0)
      const refused = answers.find(({ status }) => status === 409)
      expect(refused?.body.detail).toContain("Stocked")
      expect(refused?.body.detail).toMatch(/\b0\b/)
    },
    120_000,
  )

  it("is given back by DELETE, void and credit, and taken by an issue only", async () => {
    const productId = await makeProduct(10)
    const ids: string[] = []
    for (let n = 0; n < 3; n++) ids.push((await order(productId, 2)).body.id)
    await post(path, { customerId, productItems: [{ productId, quantity: 2 }], draft: true })
    const taken = await onHand(productId)

    await post(`${path}/${ids[0]}/void`, {})
    await fetch(`${system.apiUrl}${path}/${ids[1]}`, { method: "DELETE" })
    await post(`${path}/${ids[2]}/payments`, { amount: 4 })
    const paid = await onHand(productId)
    await post(`${path}/${ids[2]}/credit-notes`, {})

    expect([taken, paid, await onHand(productId)]).toEqual([4, 8, 10])
  })

  it("is refused whole when one of the products is short, naming it and what is left", async () => {
    const [plenty, scarce] = [await makeProduct(10), await makeProduct(1)]

    const answer = await post(path, {
      customerId,
      productItems: [
        { productId: plenty, quantity: 5 },
        { productId: scarce, quantity: 2 },
      ],
    })

    expect(answer.status).toBe(409)
    expect(answer.body.detail).toBe("There is not enough in stock. Stocked: 1 left, 2 asked for.")
    expect(answer.body.errors).toEqual([
      { path: "items.1.quantity", message: "Stocked: 1 left, 2 asked for" },
    ])
    expect([await onHand(plenty), await onHand(scarce)]).toEqual([10, 1])
  })
})

async function keyOfSaga(billId: string) {
  const { partitionOf } = await import("../../functions/shared/newest-first.ts")
  return { pk: partitionOf("saga", billId, 4), sk: billId }
}
