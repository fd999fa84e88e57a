/** The embedded cloud as a process that can be killed, and started again on the same port and data. */
import { fork } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import type { Killable } from "./crashes.ts"

const program = fileURLToPath(new URL("../../infra/local-cloud/main.ts", import.meta.url))

/** Starts it and waits until all services answer. Throws with its last words when it ends before. */
export async function startCloud(port: number, dataDir: string, lambdaUrl: string): Promise<Killable> {
  const args = ["--port", `${port}`, "--data", dataDir, "--lambda-url", lambdaUrl]
  const child = fork(program, args, { stdio: ["ignore", "pipe", "pipe", "ipc"] })
  const ended = once(child, "exit")
  let complaint = ""
  child.stderr?.on("data", chunk => {
    complaint = `${complaint}${chunk}`.slice(-2000)
  })
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  await Promise.race([
    once(lines, "line"),
    ended.then(() => {
      throw new Error(complaint.trim() || "The cloud ended before it was ready.")
    }),
  ])
  return {
    async kill() {
      child.kill("SIGKILL")
      await ended
    },
  }
}
