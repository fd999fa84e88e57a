import { parse } from "csv-parse/sync"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { pointAtCloud } from "../../infra/system/local-environment.ts"
import { type System, startSystem } from "../stack/system.ts"
import { can, eventually } from "./client.ts"

type Bill = { id: string; number: string; subtotal: number; createdAt: string; productItems: unknown[] }

let own: System

const get = async (path: string) => {
  const answer = await fetch(`${own.apiUrl}${path}`)
  return /json/.test(answer.headers.get("content-type") ?? "") ? answer.json() : answer.text()
}
const sum = (amounts: number[]) => Math.round(amounts.reduce((total, one) => total + one, 0) * 100)

describe.runIf(can.separateNamespaces && can.tableStreams)("the demo data of a new system", () => {
  let bills: Bill[]
  beforeAll(async () => {
    own = await startSystem()
    process.env.STAGE = own.stage
    process.env.AWS_ENDPOINT_URL = own.cloudUrl
    pointAtCloud()
    const { putDemoData } = await import("../../infra/demo/demo-data.ts")
    await putDemoData()
    await putDemoData()
    bills = await get("/billing-service/bills")
  })
  afterAll(() => own?.stop())

  it("is five customers, ten products and three bills of three lines, once", async () => {
    const ids = (things: { id: string }[]) => things.map(({ id }) => id).sort((a, b) => Number(a) - Number(b))

    expect(ids(await get("/customer-service/customers"))).toEqual(["1", "2", "3", "4", "5"])
    expect(ids(await get("/inventory-service/products"))).toHaveLength(10)
    expect(ids(bills)).toEqual(["1", "2", "3"])
    expect(bills.map(({ productItems }) => productItems.length)).toEqual([3, 3, 3])
    expect(bills.map(({ number }) => number.slice(5)).sort()).toEqual(["000001", "000002", "000003"])
  })

  it("is on the stream like every other bill: in the export and in the windows", async () => {
    const day = bills[0]?.createdAt.slice(0, 10)
    const rows = await eventually(
      async () => parse(await get(`/export-service/exports/${day}.csv`), { columns: true }) as Bill[],
      all => all.length >= bills.length,
    )
    const windows = await eventually(
      async (): Promise<{ count: number; total: number }[]> => get("/analytics-service/windows?last=3600"),
      all => sum(all.map(({ count }) => count)) >= sum(bills.map(() => 1)),
    )

    expect(rows.map(({ id }) => id).sort()).toEqual(["1", "2", "3"])
    expect(sum(windows.map(({ total }) => total))).toBe(sum(bills.map(({ subtotal }) => subtotal)))
  })

  it("has a history that begins with its issue", async () => {
    const history = await get("/billing-service/bills/1/history")

    expect(history).toMatchObject([{ action: "issued", actor: "demo" }])
  })
})
