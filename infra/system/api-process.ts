/** `sls offline start` as a process of its own: the API, the functions, and the cloud that it starts. */
import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { createWriteStream, mkdirSync, type WriteStream } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { noteworthy } from "./noteworthy.ts"

const root = fileURLToPath(new URL("../../", import.meta.url))
const framework = fileURLToPath(new URL("../../node_modules/serverless/bin/serverless.js", import.meta.url))

export type ApiProcess = {
  /** Resolves when requests are answered and streams are read; rejects with its last words when it ends before. */
  ready: Promise<void>
  /** Resolves when it has ended, however. */
  ended: Promise<void>
  stop(): Promise<void>
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>
}

/**
 * Starts it with these variables over our own environment. Everything it says goes to `<dataDir>/api.log`;
 * `notify` gets the lines that a person should see.
 */
export function startApiProcess(options: {
  dataDir: string
  stage?: string
  env?: Record<string, string>
  notify?: (line: string) => void
}): ApiProcess {
  mkdirSync(options.dataDir, { recursive: true })
  const log = createWriteStream(join(options.dataDir, "api.log"), { flags: "a" })
  const child = fork(framework, ["offline", "start", "--stage", options.stage ?? "local"], {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      TZ: "UTC", // schedules are in UTC on AWS
      SLS_LOG_LEVEL: "warning",
      NODE_COMPILE_CACHE: join(root, "node_modules/.cache/node-compile"),
      FACTURO_DATA: options.dataDir,
      ...options.env,
    },
  })
  const lastWords: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream as NodeJS.ReadableStream }).on("line", line => {
      write(log, line)
      lastWords.push(line)
      lastWords.splice(0, lastWords.length - 20)
      const note = noteworthy(line)
      if (note) options.notify?.(note)
    })
  }
  const ended = once(child, "exit").then(() => {})
  const ready = Promise.race([
    once(child, "message").then(() => {}),
    ended.then(() => {
      throw new Error(lastWords.join("\n") || "The API ended before it was ready.")
    }),
  ])
  ready.catch(() => {}) // whoever waits for it is told; nobody need wait
  return { ready, ended, stop: () => end(child, "SIGTERM", ended), kill: () => end(child, "SIGKILL", ended) }
}

const write = (log: WriteStream, line: string) => log.write(`${line}\n`)

async function end(child: ChildProcess, signal: NodeJS.Signals, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  const overdue = setTimeout(() => child.kill("SIGKILL"), 4000)
  await ended
  clearTimeout(overdue)
}
