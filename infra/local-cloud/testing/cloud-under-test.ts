/** For tests of the local cloud: one in this process, or the program itself, which can be killed and started again. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll } from "vitest"
import { type LocalCloud, startLocalCloud } from "../index.ts"

const PROGRAM = fileURLToPath(new URL("../main.ts", import.meta.url))

/** What every SDK client of a test is made with. */
export function clientConfig(endpoint: string) {
  return {
    endpoint,
    region: "eu-central-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  }
}

/** A cloud for all tests of a file, on a free port and in a folder of its own. Call the result for its address. */
export function useLocalCloud(): () => string {
  let cloud: LocalCloud
  let folder: string
  beforeAll(async () => {
    folder = await temporaryFolder()
    cloud = await startLocalCloud({ port: 0, dataDir: folder })
  })
  afterAll(async () => {
    await cloud.stop()
    await rm(folder, { recursive: true })
  })
  return () => cloud.url
}

/** Runs the program, lets `write` work on it, kills it with SIGKILL, starts it again and lets `read` look. */
export async function acrossKill(
  write: (url: string) => Promise<void>,
  read: (url: string) => Promise<void>,
): Promise<void> {
  const folder = await temporaryFolder()
  try {
    const first = await startProgram(["--port", "0", "--data", folder])
    await write(first.url)
    await endWith(first.child, "SIGKILL")
    const second = await startProgram(["--port", "0", "--data", folder])
    try {
      await read(second.url)
    } finally {
      await endWith(second.child, "SIGKILL")
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Starts the program with an IPC channel and waits for the line that tells its address. */
export async function startProgram(
  args: string[],
): Promise<{ child: ChildProcess; url: string; port: number }> {
  const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ["ignore", "pipe", "pipe", "ipc"] })
  let errors = ""
  child.stderr?.on("data", text => {
    errors += text
  })
  const exited = once(child, "exit").then(([code]) => {
    throw new Error(`the program ended with ${code}: ${errors}`)
  })
  exited.catch(() => {})
  const lines = createInterface({ input: child.stdout ?? process.stdin })
  const [line] = await Promise.race([once(lines, "line"), exited])
  return { child, ...JSON.parse(line) }
}

/** Sends a signal and waits for the end; resolves to the exit code and how long it took. */
export async function endWith(child: ChildProcess, signal: NodeJS.Signals) {
  const began = performance.now()
  const exited = once(child, "exit")
  child.kill(signal)
  const [code] = await exited
  return { code: code as number | null, milliseconds: performance.now() - began }
}

/** A new folder under the system's temporary one. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "facturo-cloud-"))
}
