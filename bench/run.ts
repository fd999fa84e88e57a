/** `npm run bench [-- --seconds 20 --backlog 20000]`: how many invoices a second the whole system takes. */
import { cpus } from "node:os"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { parseArgs } from "node:util"
import { anInvoice, type Entry } from "../test/faults/load.ts"
import { randomOf } from "../test/faults/random.ts"
import { createSender } from "../test/faults/sender.ts"
import { startSystem } from "../test/stack/system.ts"
import { keepMarks } from "./lag.ts"
import { memoryOfChildren } from "./memory.ts"

/** A consumer that is this far behind, in milliseconds, has fallen behind. Windows take 5 s and CSV waits for 2 s. */
const mostBehind = 8000

/** Rates that are tried, in invoices a second. */
const rates = [100, 200, 400, 600, 800, 1000, 1300, 1600, 2000, 2500, 3000]

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "20" }, backlog: { type: "string", default: "20000" } },
})
const seconds = Number(values.seconds)
const backlog = Number(values.backlog)

Object.assign(process.env, {
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
})
const system = await startSystem()
const checkpointFile = join(system.dataDir, "checkpoints.sqlite")
const random = randomOf(1, "bench")
const marks = keepMarks()
const sender = createSender(system.cloudUrl, `facturo-${system.stage}-invoices`, () =>
  marks.note(sender.sent.tips),
)
let made = 0

try {
  console.log(`${cpus().length} cores (${cpus()[0]?.model}), Node ${process.version}`)
  await sender.send(invoices(200), 100)
  await untilCaughtUp()
  await measureSteadyRate()
  await untilCaughtUp()
  await measureCatchingUp()
  const memory = memoryOfChildren()
  const total = memory.reduce((sum, { mb }) => sum + mb, 0)
  console.log(`memory: ${memory.map(({ name, mb }) => `${name} ${mb} MB`).join(", ")}; ${total} MB in all`)
} finally {
  await system.stop()
}
process.exit(0)

/** Each rate for some seconds, until a consumer falls behind. */
async function measureSteadyRate(): Promise<void> {
  let steady = 0
  for (const rate of rates) {
    const begun = Date.now()
    let worst = 0
    const watch = setInterval(() => {
      worst = Math.max(worst, ...marks.lagOf(checkpointFile).values())
    }, 500)
    await sender.send(invoices(rate * seconds), rate)
    clearInterval(watch)
    const sent = (rate * seconds * 1000) / (Date.now() - begun)
    const lags = [...marks.lagOf(checkpointFile)].map(
      ([name, ms]) => `${short(name)} ${(ms / 1000).toFixed(1)} s`,
    )
    console.log(
      `${sent.toFixed(0)}/s: behind at the end ${lags.join(", ")}; at most ${(worst / 1000).toFixed(1)} s`,
    )
    if (worst > mostBehind || sent < rate * 0.9) break
    steady = rate
    await untilCaughtUp()
  }
  console.log(`highest steady rate: ${steady} invoices/s`)
}

/** A backlog that is there all at once: how fast each consumer works it off beside the others. */
async function measureCatchingUp(): Promise<void> {
  const begun = Date.now()
  await sender.send(invoices(backlog), Number.POSITIVE_INFINITY)
  console.log(`sent ${backlog} at ${((backlog * 1000) / (Date.now() - begun)).toFixed(0)}/s`)
  const done = new Map<string, number>()
  for (let lags = marks.lagOf(checkpointFile); done.size < lags.size; lags = marks.lagOf(checkpointFile)) {
    for (const [name, ms] of lags) if (ms === 0 && !done.has(name)) done.set(name, Date.now() - begun)
    await wait(100)
  }
  for (const [name, ms] of done) {
    console.log(`${short(name)}: ${((backlog * 1000) / ms).toFixed(0)}/s, beside the others`)
  }
}

async function untilCaughtUp(): Promise<void> {
  for (let lags = marks.lagOf(checkpointFile); lags.size < 3 || Math.max(...lags.values()) > 0; ) {
    await wait(300)
    lags = marks.lagOf(checkpointFile)
  }
}

function* invoices(count: number): Generator<Entry> {
  for (let n = 0; n < count; n++) {
    const invoice = anInvoice(`bench-${made++}`, random)
    yield { kind: "invoice", key: invoice.data.customerId, data: Buffer.from(JSON.stringify(invoice)) }
  }
}

function short(mapping: string): string {
  return /^(.*?)EventSource/.exec(mapping)?.[1]?.replace("Dash", "-").toLowerCase() ?? mapping
}
