/** `npm start`: the whole system on this machine, until Ctrl-C. */
import { join } from "node:path"
import { type ApiProcess, startApiProcess } from "../system/api-process.ts"
import { pointAtCloud, root } from "../system/local-environment.ts"
import { assertPortsFree, ports } from "../system/ports.ts"
import { buildWebApp, serveWebApp } from "../system/web-app.ts"

const started = performance.now()
const dataDir = process.env.FACTURO_DATA ?? join(root, ".facturo")
const apiUrl = `http://localhost:${ports.api}`
let api: ApiProcess | undefined
let isStopping = false

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(0))
try {
  await start()
} catch (error) {
  if (!isStopping) console.error((error as Error).message)
  await stop(1)
}

async function start(): Promise<void> {
  await assertPortsFree()
  api = startApiProcess({ dataDir, notify: console.log })
  api.ended.then(() => {
    if (!isStopping) console.error(`The API has ended by itself. Its log: ${join(dataDir, "api.log")}`)
    return stop(1)
  })
  const endpoint = pointAtCloud()
  process.env.API_URL = apiUrl
  await Promise.all([api.ready, buildWebApp()])
  await serveWebApp()

  // These read the environment when they are loaded.
  const { putDemoData } = await import("../demo/demo-data.ts")
  const { startDemoTraffic } = await import("../demo/demo-traffic.ts")
  await putDemoData()
  printAddresses(endpoint)
  await startDemoTraffic(apiUrl)
}

function printAddresses(endpoint: string): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const rows: [string, string][] = [
    ["Web app", `http://localhost:${ports.web}`],
    ["API", apiUrl],
    ["Cloud", `${endpoint}   (aws --endpoint-url ${endpoint} …)`],
    ["Data, logs", dataDir],
  ]
  console.log(`\nFacturo runs, after ${seconds} s. Ctrl-C ends all of it.\n`)
  for (const [name, where] of rows) console.log(`  ${name.padEnd(12)}${where}`)
  console.log()
}

async function stop(code: number): Promise<void> {
  if (isStopping) return
  isStopping = true
  await api?.stop()
  process.exit(code)
}
