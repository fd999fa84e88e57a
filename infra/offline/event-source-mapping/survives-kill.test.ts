/** The whole module in a process that is killed again and again. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { startKinesisServer } from "./testing/kinesis-server.ts"
import { startLambdaApi } from "./testing/lambda-api.ts"
import type { MappingProcessArguments } from "./testing/mapping-process.ts"

const PROGRAM = fileURLToPath(new URL("./testing/mapping-process.ts", import.meta.url))
const KILLS = 4
const RECORDS = 3000

it("killed with SIGKILL at random moments, no record is lost and the windows' final states count each one once", async () => {
  const folder = await mkdtemp(join(tmpdir(), "event-source-mapping-"))
  const kinesis = await startKinesisServer()
  await kinesis.createStream("killed", 2)
  const delivered = new Set<string>()
  const finals = new Map<string, number>()
  const api = await startLambdaApi(event => {
    for (const record of event.Records) delivered.add(record.kinesis?.partitionKey ?? "")
    const count = Number(event.state?.count ?? 0) + event.Records.length
    if (event.isFinalInvokeForWindow) finals.set(`${event.shardId} ${event.window?.start}`, count)
    return { state: { count } }
  })
  const given: MappingProcessArguments = {
    kinesisEndpoint: kinesis.endpoint,
    lambdaEndpoint: api.endpoint,
    eventSourceArn: kinesis.arnOf("killed"),
    checkpointFile: join(folder, "checkpoints.sqlite"),
  }
  const start = (): ChildProcess =>
    spawn(process.execPath, [PROGRAM, JSON.stringify(given)], { stdio: "inherit" })
  const counted = () => [...finals.values()].reduce((sum, count) => sum + count, 0)

  let child = start()
  let isWriting = true
  const writing = (async () => {
    for (let from = 0; from < RECORDS; from += 50) {
      await kinesis.put(
        "killed",
        Array.from({ length: 50 }, (_, index) => `record-${from + index}`),
      )
      await delay(80)
    }
    isWriting = false
  })()
  for (let kills = 0; kills < KILLS; kills += 1) {
    await delay(900 + Math.random() * 500)
    child.kill("SIGKILL")
    await once(child, "exit")
    child = start()
  }
  const deliveredBetweenKills = delivered.size
  await writing
  const deadline = Date.now() + 15_000
  while ((isWriting || counted() < RECORDS) && Date.now() < deadline) await delay(50)
  child.kill("SIGKILL")
  await once(child, "exit")
  await api.close()
  await kinesis.close()
  await rm(folder, { recursive: true })

  expect(deliveredBetweenKills).toBeGreaterThan(RECORDS / 10)
  expect(delivered.size).toBe(RECORDS)
  expect(counted()).toBe(RECORDS)
  expect(finals.size).toBeGreaterThan(2)
}, 60_000)
