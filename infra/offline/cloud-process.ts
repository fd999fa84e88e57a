/** The embedded cloud as a process of its own, so that functions and cloud do not wait for each other's CPU. */
import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { createWriteStream, mkdirSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import { fileURLToPath } from "node:url"

const program = fileURLToPath(new URL("../local-cloud/main.ts", import.meta.url))

export type CloudProcess = { url: string; stop(): Promise<void> }

type Options = {
  port: number
  dataDir: string
  lambdaUrl: string
  /** Told in a sentence when the cloud ended by itself and is started again. */
  notify?: (message: string) => void
}

/**
 * Starts it and waits until it is ready. Its state and its log are in `dataDir`. It ends with us, however we end:
 * the channel between us closes. When it ends by itself it is started again, on the same state. Throws with its
 * own message when it cannot start.
 */
export async function startCloudProcess(options: Options): Promise<CloudProcess> {
  mkdirSync(options.dataDir, { recursive: true })
  let isStopping = false
  let child: ChildProcess
  const start = async (): Promise<string> => {
    const started = await launch(options)
    child = started.child
    child.once("exit", () => {
      if (isStopping) return
      options.notify?.(
        "The local cloud ended by itself and is started again; nothing that it answered for is lost.",
      )
      keepTrying(start, () => isStopping)
    })
    return started.url
  }
  const url = await start()
  return {
    url,
    async stop() {
      isStopping = true
      await end(child)
    },
  }
}

async function keepTrying(start: () => Promise<unknown>, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    if (
      await start().then(
        () => true,
        () => false,
      )
    )
      return
    await sleep(1000)
  }
}

async function launch({ port, dataDir, lambdaUrl }: Options): Promise<{ child: ChildProcess; url: string }> {
  const args = ["--port", `${port}`, "--data", dataDir, "--lambda-url", lambdaUrl]
  const child = fork(program, args, { stdio: ["ignore", "pipe", "pipe", "ipc"] })
  const log = createWriteStream(join(dataDir, "cloud.log"), { flags: "a" })
  let complaint = ""
  child.stderr?.on("data", chunk => {
    complaint = `${complaint}${chunk}`.slice(-2000)
    log.write(chunk)
  })
  const url = await Promise.race([
    firstLine(child).then(line => JSON.parse(line).url as string),
    once(child, "exit").then(() => {
      throw new Error(complaint.trim() || "The local cloud ended before it was ready.")
    }),
  ])
  return { child, url }
}

async function firstLine(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const [line] = await once(lines, "line")
  return line
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, "exit")
  child.kill("SIGTERM")
  const overdue = setTimeout(() => child.kill("SIGKILL"), 2500)
  await ended
  clearTimeout(overdue)
}
