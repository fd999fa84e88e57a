import { DynamoDBClient } from "@aws-sdk/client-dynamodb"
import { KinesisClient, PutRecordsCommand } from "@aws-sdk/client-kinesis"
import { DynamoDBDocumentClient, UpdateCommand } from "@aws-sdk/lib-dynamodb"
import { NodeHttpHandler } from "@smithy/node-http-handler"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { calculate } from "../../functions/shared/calculator.ts"
import { type System, startSystem } from "../stack/system.ts"
import { can, eventually } from "./client.ts"
import { anInvoice } from "./invoices.ts"

// A system of its own: a campaign goes over all bills there are.
const count = 420
let own: System
let dynamodb: DynamoDBDocumentClient
type Job = {
  id: string
  status: string
  read: number
  written: number
  skipped: number
  error: string | null
}
type Shown = {
  id: string
  status: string
  total: number
  subtotal: number
  discount: { rate: number; amount: number; campaign: string } | null
  adjustments: { campaign: string; rate: number; amount: number }[]
  taxes: unknown[]
  productItems: unknown[]
}

const send = async (method: string, path: string, body?: object) => {
  const response = await fetch(`${own.apiUrl}${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}),
  })
  const text = await response.text()
  return { status: response.status, link: response.headers.get("link"), body: text ? JSON.parse(text) : "" }
}
const allBills = async (): Promise<Map<string, Shown>> => {
  const found: Shown[] = []
  for (let next: string | undefined = "/billing-service/bills?limit=100"; next; ) {
    const { body, link }: { body: Shown[]; link: string | null } = await send("GET", next)
    found.push(...body)
    next = /<([^>]+)>/.exec(link ?? "")?.[1]
  }
  return new Map(found.map(bill => [bill.id, bill]))
}
const start = (campaign: string, rate: number) =>
  send("POST", "/batch-service/jobs", { type: "discount", rate, campaign })
const job = async (id: string): Promise<Job> => (await send("GET", `/batch-service/jobs/${id}`)).body
const untilEnded = (id: string) =>
  eventually(
    () => job(id),
    ({ status }) => status !== "running",
    90,
  )
/** What a bill amounts to; what the write itself changes is left out. */
const amounts = ({ subtotal, discount, total, taxes, productItems, adjustments }: Shown) => ({
  subtotal,
  discount,
  total,
  taxes,
  productItems,
  adjustments,
})
const sumOf = (bills: Iterable<Shown>) =>
  [...bills].reduce((sum, { total }) => sum + Math.round(total * 100), 0)

/** Kills the whole system while the job runs, makes its runner's lease be over, and restarts the job. */
async function killAmid(id: string): Promise<Job> {
  await eventually(
    () => job(id),
    ({ read, status }) => read > 0 || status !== "running",
    60,
  )
  await own.restart("kill")
  const left = await job(id)
  await dynamodb.send(
    new UpdateCommand({
      TableName: `facturo-${own.stage}-jobs`,
      Key: { id },
      UpdateExpression: "SET leaseUntil = :past",
      ExpressionAttributeValues: { ":past": 1 },
    }),
  )
  if (left.status === "running") {
    expect((await send("POST", `/batch-service/jobs/${id}/restart`)).status).toBe(200)
  }
  return left
}

describe.runIf(can.separateNamespaces)("a campaign", () => {
  beforeAll(async () => {
    own = await startSystem()
    const endpoint = { endpoint: own.cloudUrl, region: "eu-west-1" }
    const credentials = { accessKeyId: "test", secretAccessKey: "test" }
    dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient({ ...endpoint, credentials }))
    const kinesis = new KinesisClient({ ...endpoint, credentials, requestHandler: new NodeHttpHandler() })
    const records = Array.from({ length: count }, (_, n) => {
      const price = (n * 37 + 5) / 100
      const invoice = anInvoice({ id: `bill-${n}`, customerId: "c", price, taxRate: n % 2 ? 0.19 : 0.055 })
      return { Data: Buffer.from(JSON.stringify(invoice)), PartitionKey: `${n}` }
    })
    await kinesis.send(
      new PutRecordsCommand({ StreamName: `facturo-${own.stage}-invoices`, Records: records }),
    )
    await eventually(allBills, bills => bills.size === count, 60)
  }, 120_000)
  afterAll(() => own?.stop())

  let before: Map<string, Shown>
  let discounted: Map<string, Shown>
  let id: string
  const rate = 0.3

  it("does to the cent what its preview says, also when the system is killed amid it", async () => {
    before = await allBills()
    const preview = await send("GET", `/batch-service/jobs/preview?rate=${rate}`)

    const started = await start("summer", rate)
    id = started.body.id
    const left = await killAmid(id)
    const ended = await untilEnded(id)

    discounted = await allBills()
    expect(left.read).toBeGreaterThan(0)
    expect(ended).toMatchObject({ status: "completed", read: count, written: count, skipped: 0 })
    expect(preview.body).toMatchObject({ rate, bills: count })
    expect(sumOf(before.values()) - sumOf(discounted.values())).toBe(Math.round(preview.body.amount * 100))
    for (const bill of discounted.values()) {
      const cents = Math.round(bill.subtotal * 100)
      const taxRate = Number(bill.id.slice(5)) % 2 ? 0.19 : 0.055
      const wanted = calculate([{ quantity: 1, unitPrice: cents, taxRate }], rate)
      expect([bill.id, Math.round(bill.total * 100)]).toEqual([bill.id, wanted.total])
      expect(bill.discount).toEqual({ rate, amount: wanted.discount / 100, campaign: "summer" })
      expect(bill.adjustments).toMatchObject([{ campaign: "summer", rate }])
    }
  }, 180_000)

  it("runs once: again it is refused, and another one finds nothing to do", async () => {
    const again = await start("summer", rate)
    const preview = await send("GET", "/batch-service/jobs/preview?rate=0.5")
    const other = await start("autumn", 0.5)
    const ended = await untilEnded(other.body.id)

    expect(again.status).toBe(409)
    expect(again.body.detail).toBe(`The campaign "summer" is complete: job ${id}.`)
    expect(preview.body).toMatchObject({ bills: 0, amount: 0 })
    expect(ended).toMatchObject({ status: "completed", read: 0, written: 0 })
    expect(sumOf((await allBills()).values())).toBe(sumOf(discounted.values()))
  }, 60_000)

  it("is undone to the cent, though killed amid it, but for what was paid or voided meanwhile", async () => {
    const [paid, voided] = ["bill-100", "bill-200"]
    await send("POST", `/billing-service/bills/${paid}/payments`, { amount: 0.01 })
    await send("POST", `/billing-service/bills/${voided}/void`)

    const undo = await send("POST", `/batch-service/jobs/${id}/undo`)
    await killAmid(undo.body.id)
    const ended = await untilEnded(undo.body.id)

    const after = await allBills()
    expect(ended).toMatchObject({
      status: "completed",
      type: "undo-discount",
      read: count,
      written: count - 2,
      skipped: 2,
    })
    for (const [id, bill] of after) {
      const wanted = [paid, voided].includes(id) ? discounted.get(id) : before.get(id)
      expect([id, amounts(bill)]).toEqual([id, wanted && amounts(wanted)])
    }
  }, 180_000)

  it("stands in the history of each bill", async () => {
    const { body } = await send("GET", "/billing-service/bills/bill-7/history")

    expect(body.map(({ action, actor }: Record<string, string>) => [action, actor])).toEqual([
      ["discount-undone", "campaign:summer"],
      ["discounted", "campaign:summer"],
      ["issued", "stream"],
    ])
  })

  it("that was undone leaves its bills to others", async () => {
    const preview = await send("GET", "/batch-service/jobs/preview?rate=0.1")
    const winter = await start("winter", 0.1)

    const ended = await untilEnded(winter.body.id)

    expect(preview.body.bills).toBe(count - 2)
    expect(ended).toMatchObject({ status: "completed", written: count - 2 })
  }, 60_000)
})
