import { execFileSync } from "node:child_process"
import { once } from "node:events"
import { rm } from "node:fs/promises"
import { createServer } from "node:net"
import { setTimeout as delay } from "node:timers/promises"
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { clientConfig, endWith, startProgram, temporaryFolder } from "./testing/cloud-under-test.ts"

let folder: string
beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => rm(folder, { recursive: true }))

describe("the local cloud as a program", () => {
  it("tells its address in one line when all services answer, and ends within two seconds on SIGTERM", async () => {
    const { child, url, port } = await startProgram(["--port", "0", "--data", folder])

    const health = await fetch(`${url}/_facturo/health`)
    const end = await endWith(child, "SIGTERM")

    expect(url).toBe(`http://127.0.0.1:${port}`)
    expect(await health.json()).toMatchObject({ status: "UP", services: { dynamodb: "UP", s3: "UP" } })
    expect(end.code).toBe(0)
    expect(end.milliseconds).toBeLessThan(2000)
  })

  it("ends by itself when its parent lets go of the channel", async () => {
    const { child } = await startProgram(["--port", "0", "--data", folder])

    child.disconnect()
    const [code] = await once(child, "exit")

    expect(code).toBe(0)
    expect(await databaseServers(folder)).toEqual([])
  })

  it("says in one line that its port is taken, and ends with 1", async () => {
    const other = createServer().listen(0, "127.0.0.1")
    await once(other, "listening")
    const { port } = other.address() as { port: number }

    const failed = startProgram(["--port", String(port), "--data", folder])

    await expect(failed).rejects.toThrow(
      new Error(`the program ended with 1: Port ${port} is taken: choose another with --port.\n`),
    )
    other.close()
  })

  it("leaves no database server behind when it is killed", async () => {
    const { child } = await startProgram(["--port", "0", "--data", folder])
    const before = await databaseServers(folder)

    await endWith(child, "SIGKILL")
    await delay(300)

    expect(before).not.toEqual([])
    expect(await databaseServers(folder)).toEqual([])
  })

  it("starts a database server again that was killed, and answers on", async () => {
    const { child, url } = await startProgram(["--port", "0", "--data", folder])
    const [server = ""] = await databaseServers(folder)

    process.kill(Number(server), "SIGKILL")
    await delay(1000)
    const tables = await new DynamoDBClient(clientConfig(url)).send(new ListTablesCommand({}))
    await endWith(child, "SIGTERM")

    expect(tables.TableNames).toEqual([])
    expect(await databaseServers(folder)).toEqual([])
  })
})

/** Process ids of the programs, shells left out, that have a file in `dataDir` on their command line. */
async function databaseServers(dataDir: string): Promise<string[]> {
  const processes = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n")
  const servers = processes.filter(line => line.includes(`--db-path ${dataDir}`) && !line.includes("/bin/sh"))
  return servers.map(line => line.trim().split(" ")[0] ?? "")
}
