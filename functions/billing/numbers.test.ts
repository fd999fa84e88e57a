import { once } from "node:events"
import { Worker } from "node:worker_threads"
import { QueryCommand } from "@aws-sdk/lib-dynamodb"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startTestCloud, type TestCloud } from "../../test/stack/cloud.ts"
import { formatNumber } from "./numbers.ts"

let cloud: TestCloud
let dynamodb: typeof import("../shared/aws/dynamodb.ts").dynamodb

beforeAll(async () => {
  cloud = await startTestCloud()
  ;({ dynamodb } = await import("../shared/aws/dynamodb.ts"))
}, 60_000)
afterAll(() => cloud?.stop())

/** A process of its own, as a Lambda is: it shares neither queue nor memory with the others. */
const work = (job: object) =>
  new Worker(new URL("./testing/issue-many.ts", import.meta.url), { workerData: job })

/** The numbers that stand on bills, and how many bills there are, for a series. */
async function stored(series: string): Promise<number[]> {
  const values: number[] = []
  for (let n = 0; n < 8; n++) {
    let start: Record<string, unknown> | undefined
    do {
      const { Items = [], LastEvaluatedKey } = await dynamodb.send(
        new QueryCommand({
          TableName: `facturo-${cloud.stage}-bills`,
          IndexName: "newest",
          KeyConditionExpression: "#collection = :bills",
          ExpressionAttributeNames: { "#collection": "collection" },
          ExpressionAttributeValues: { ":bills": `bills#${n}` },
          ExclusiveStartKey: start,
        }),
      )
      values.push(
        ...Items.filter(item => item.series === series).map(({ number }) => Number(number.slice(-6))),
      )
      start = LastEvaluatedKey
    } while (start)
  }
  return values.sort((a, b) => a - b)
}
const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1)

describe("numbers", () => {
  it.each([
    ["", "2026", 42, "2026-000042"],
    ["A", "2026", 42, "A-2026-000042"],
    ["", "2026", 1_234_567, "2026-1234567"],
  ])("of the series %j in %s: %d is %s", (series, year, value, number) => {
    expect(formatNumber({ series, year }, value)).toBe(number)
  })

  it("are exactly 1 to 1000 when 8 workers that share nothing issue 1,000 bills at once", async () => {
    const workers = upTo(8).map(n => work({ series: "RACE", name: `w${n}`, batches: 125, size: 1 }))

    const results = await Promise.all(workers.map(worker => once(worker, "message")))

    expect(results.flat()).toEqual(Array(8).fill(125))
    expect(await stored("RACE")).toEqual(upTo(1000))
  }, 120_000)

  it("are taken in blocks without a gap, also by batches that others have stored in part", async () => {
    // All four want the same bills, as redelivered batches do.
    const workers = upTo(4).map(() => work({ series: "BLOCK", name: "same", batches: 5, size: 50 }))

    const results = await Promise.all(workers.map(worker => once(worker, "message")))

    expect(results.flat().reduce((sum, added) => sum + added, 0)).toBe(250)
    expect(await stored("BLOCK")).toEqual(upTo(250))
  }, 120_000)

  it("have no gap when workers are killed amid their work", async () => {
    for (let round = 0; round < 4; round++) {
      const workers = upTo(3).map(n =>
        work({ series: "KILL", name: `r${round}w${n}`, batches: 1000, size: 7 }),
      )
      await Promise.all(workers.map(worker => once(worker, "online")))
      await new Promise(resolve => setTimeout(resolve, 1_500 + 97 * round))
      await Promise.all(workers.map(worker => worker.terminate()))
    }
    await new Promise(resolve => setTimeout(resolve, 500)) // what was sent before the end arrives

    const values = await stored("KILL")

    expect(values.length).toBeGreaterThan(7)
    expect(values).toEqual(upTo(values.length))
  }, 120_000)
})
