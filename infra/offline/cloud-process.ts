/** The embedded cloud as a process of its own, so that functions and cloud do not wait for each other's CPU. */
import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { createWriteStream, mkdirSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"

const program = fileURLToPath(new URL("../local-cloud/main.ts", import.meta.url))

export type CloudProcess = {
  url: string
  stop(): Promise<void>
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>
}

/**
 * Starts it and waits until it is ready. Its state and its log are in `dataDir`. It ends with us, however we end:
 * the channel between us closes. Throws with its own message when it cannot start.
 */
export async function startCloudProcess(options: {
  port: number
  dataDir: string
  lambdaUrl: string
}): Promise<CloudProcess> {
  mkdirSync(options.dataDir, { recursive: true })
  const args = ["--port", `${options.port}`, "--data", options.dataDir, "--lambda-url", options.lambdaUrl]
  const child = fork(program, args, { stdio: ["ignore", "pipe", "pipe", "ipc"] })
  const log = createWriteStream(join(options.dataDir, "cloud.log"), { flags: "a" })
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
  return { url, stop: () => end(child, "SIGTERM"), kill: () => end(child, "SIGKILL") }
}

async function firstLine(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const [line] = await once(lines, "line")
  return line
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, "exit")
  child.kill(signal)
  const overdue = setTimeout(() => child.kill("SIGKILL"), 2500)
  await ended
  clearTimeout(overdue)
}
