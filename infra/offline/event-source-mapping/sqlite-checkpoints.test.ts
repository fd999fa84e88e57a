import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Checkpoint } from "./checkpoints.ts"
import { openSqliteCheckpoints } from "./sqlite-checkpoints.ts"

const KEY = { mappingId: "m", streamKey: "arn@1", shardId: "s-1" }
const CHECKPOINT: Checkpoint = {
  since: 5,
  position: "49".repeat(28),
  finished: false,
  window: { seconds: 5, open: { start: 0, end: 5000, state: '{"count":1}' }, closedThrough: 0 },
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "checkpoints-"))
})
afterEach(() => rm(folder, { recursive: true }))

describe("checkpoints in SQLite", () => {
  it("come back as they were saved, also after closing the file", () => {
    const file = join(folder, "new-folder", "checkpoints.sqlite")
    const first = openSqliteCheckpoints(file)
    first.begin("m", "arn@1", new Map([["s-1", { ...CHECKPOINT, position: null, window: null }]]))
    first.save(KEY, CHECKPOINT)
    first.save({ ...KEY, shardId: "s-2" }, { since: null, position: null, finished: true, window: null })
    first.close()

    const second = openSqliteCheckpoints(file)
    const loaded = second.load("m", "arn@1")
    second.close()

    expect(loaded?.get("s-1")).toEqual(CHECKPOINT)
    expect(loaded?.get("s-2")).toEqual({ since: null, position: null, finished: true, window: null })
  })

  it("tell a mapping that was never started from one that had no shards", () => {
    const checkpoints = openSqliteCheckpoints(":memory:")

    checkpoints.begin("m", "arn@1", new Map())

    expect(checkpoints.load("m", "arn@1")).toEqual(new Map())
    expect(checkpoints.load("m", "arn@2")).toBeUndefined()
    expect(checkpoints.load("n", "arn@1")).toBeUndefined()
    checkpoints.close()
  })

  it("survive SIGKILL of the process that saved them", async () => {
    const file = join(folder, "checkpoints.sqlite")
    const module = new URL("./sqlite-checkpoints.ts", import.meta.url).href
    const program = `
      import { openSqliteCheckpoints } from ${JSON.stringify(module)}
      const checkpoints = openSqliteCheckpoints(${JSON.stringify(file)})
      checkpoints.begin("m", "arn@1", new Map())
      for (let position = 1; ; position += 1) {
        checkpoints.save(${JSON.stringify(KEY)}, { since: null, position: String(position), finished: false, window: null })
        if (position % 100 === 0) await new Promise(resolve => process.stdout.write(position + "\\n", resolve))
      }
    `
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    })
    let acknowledged = 0
    child.stdout.on("data", chunk => {
      acknowledged = Number(String(chunk).trim().split("\n").at(-1))
      if (acknowledged >= 2000) child.kill("SIGKILL")
    })

    await once(child, "close")
    const checkpoints = openSqliteCheckpoints(file)
    const position = Number(checkpoints.load("m", "arn@1")?.get("s-1")?.position)
    checkpoints.close()

    expect(acknowledged).toBeGreaterThanOrEqual(2000)
    expect(position).toBeGreaterThanOrEqual(acknowledged)
  })
})
