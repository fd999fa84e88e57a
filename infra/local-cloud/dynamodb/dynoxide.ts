/** The DynamoDB server, dynoxide, as a child process that never outlives this one. */
import { type ChildProcess, spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { type AddressInfo, connect, createServer } from "node:net"
import { dirname, join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"

const VERSION = "1.2.1"
const READY_WITHIN_MS = 10_000
// The first run on a platform without a binary in node_modules downloads one.
const READY_WITHIN_MS_BY_NPX = 120_000

// A shell waits on our end of a pipe. However we end, SIGKILL too, the system closes that end, `read` returns and
// the shell ends its whole process group. It lets go of its own outputs, so that theirs closing means dynoxide ended.
const KEEPER = '"$@" & exec >&- 2>&-; read -r _; kill -9 0'

export type Dynoxide = { url(): string; stop(): Promise<void> }

/** Starts dynoxide on the SQLite file at `databasePath` and starts it again should it ever end by itself. */
export async function startDynoxide(databasePath: string): Promise<Dynoxide> {
  let stopping = false
  let running = await launch(databasePath)
  let restarting: Promise<void> | undefined

  const keepRunning = (): void => {
    const { child } = running
    // The keeper is still there when dynoxide is not, but it has let go of the output: only dynoxide held it.
    child.stdout?.once("close", () => {
      if (stopping) return
      void end(child)
      console.error("dynoxide ended unexpectedly; starting it again")
      restarting = launch(databasePath).then(
        again => {
          running = again
          if (stopping) return end(running.child)
          keepRunning()
        },
        error => console.error(`dynoxide does not start again: ${error.message}`),
      )
    })
  }
  keepRunning()

  return {
    url: () => running.url,
    stop: async () => {
      stopping = true
      await restarting
      await end(running.child)
    },
  }
}

async function launch(databasePath: string): Promise<{ child: ChildProcess; url: string }> {
  const port = await freePort()
  const binary = findBinary()
  const program = binary ? [binary] : ["npx", "--yes", `dynoxide@${VERSION}`]
  const command = [
    ...program,
    "serve",
    "--host",
    "127.0.0.1",
    "--port",
    String(port),
    "--db-path",
    databasePath,
  ]
  const child = process.platform === "win32" ? spawnPlainly(command) : spawnKept(command)
  await untilItAnswers(child, port, binary ? READY_WITHIN_MS : READY_WITHIN_MS_BY_NPX)
  return { child, url: `http://127.0.0.1:${port}` }
}

// `detached` makes a process group of its own: the terminal's Ctrl-C is for us, who then end it in our order.
function spawnKept(command: string[]): ChildProcess {
  return spawn("/bin/sh", ["-c", KEEPER, "keeper", ...command], {
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  })
}

function spawnPlainly(command: string[]): ChildProcess {
  const [program = "", ...args] = command
  return spawn(program, args, { stdio: ["pipe", "pipe", "pipe"], shell: true })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise(resolve => child.once("exit", resolve))
  child.stdin?.end()
  if (process.platform === "win32") child.kill()
  await ended
}

/** The binary that npm installed for this platform, if there is one. */
function findBinary(): string | undefined {
  const { resolve } = createRequire(import.meta.url)
  try {
    const manifest = resolve(`@dynoxide/${process.platform}-${process.arch}/package.json`)
    const binary = join(dirname(manifest), process.platform === "win32" ? "dynoxide.exe" : "dynoxide")
    return existsSync(binary) ? binary : undefined
  } catch {
    return undefined
  }
}

async function untilItAnswers(child: ChildProcess, port: number, withinMs: number): Promise<void> {
  let said = ""
  let ended = false
  for (const output of [child.stdout, child.stderr])
    output?.on("data", text => (said = `${said}${text}`.slice(-2000)))
  child.once("error", error => {
    said += error.message
    ended = true
  })
  child.stdout?.once("close", () => (ended = true))

  const deadline = Date.now() + withinMs
  while (!(await canConnect(port))) {
    if (!ended && Date.now() < deadline) {
      await delay(5)
      continue
    }
    await end(child)
    throw new Error(`dynoxide does not start: ${said.trim() || `no answer on port ${port}`}`)
  }
}

function canConnect(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, "127.0.0.1")
    const answer = (reached: boolean) => {
      socket.destroy()
      resolve(reached)
    }
    socket.once("connect", () => answer(true)).once("error", () => answer(false))
  })
}

/** dynoxide does not tell which port it got for port 0, so one is found for it. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
