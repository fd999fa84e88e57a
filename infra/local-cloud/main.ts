/** The embedded AWS as a program: node infra/local-cloud/main.ts --port 4566 --data .facturo/cloud */
import { enableCompileCache } from "node:module"
import { parseArgs } from "node:util"

// Else Node strips the types of every module at every start, which is more than half of the time to the first answer.
enableCompileCache()
const { startLocalCloud } = await import("./index.ts")

const STOP_WITHIN_MS = 1_500

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4566" },
    host: { type: "string", default: "127.0.0.1" },
    data: { type: "string", default: ".facturo/cloud" },
    "lambda-url": { type: "string" },
  },
})

const cloud = await startLocalCloud({
  port: Number(values.port),
  host: values.host,
  dataDir: values.data,
  lambdaUrl: values["lambda-url"],
}).catch(explain)

let ending = false
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, end)
// A parent that started us with a channel is gone when it closes; without one there is nothing to hear.
if (process.connected) process.on("disconnect", end)

console.log(JSON.stringify({ url: cloud.url, port: cloud.port }))

async function end(): Promise<void> {
  if (ending) return
  ending = true
  // Nothing is lost by an end without a farewell, so a service that does not stop is not waited for.
  setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref()
  await cloud.stop()
  process.exit(0)
}

function explain(error: NodeJS.ErrnoException): never {
  if (error.code === "EADDRINUSE") console.error(`Port ${values.port} is taken: choose another with --port.`)
  else console.error(`The local cloud does not start: ${error.message}`)
  process.exit(1)
}
