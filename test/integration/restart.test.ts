import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { rm } from "node:fs/promises"
import { createServer } from "node:net"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { startApiProcess } from "../../infra/system/api-process.ts"
import { freePorts } from "../stack/free-ports.ts"
import { type System, startSystem } from "../stack/system.ts"
import { can, eventually } from "./client.ts"

let own: System

const post = async (path: string, body: object) => {
  const response = await fetch(`${own.apiUrl}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  })
  return (await response.json()) as { id: string }
}

describe.runIf(can.separateNamespaces)("the local system, a second one in the same cloud", () => {
  beforeAll(async () => {
    own = await startSystem()
  })
  afterAll(() => own?.stop())

  it.each(["stop", "kill"] as const)("keeps what it acknowledged over a restart by %s", async how => {
    const customer = await post("/customer-service/customers", { name: how, email: `${how}@example.com` })
    const product = await post("/inventory-service/products", { name: how, price: 1, quantity: 5 })
    const bill = await post("/billing-service/bills", {
      customerId: customer.id,
      productItems: [{ productId: product.id, quantity: 1 }],
    })

    await own.restart(how)

    const kept = await fetch(`${own.apiUrl}/billing-service/bills/${bill.id}`)
    expect(await kept.json()).toMatchObject({ id: bill.id, customer: { name: how }, total: 1 })
  })

  it.skipIf(process.env.AWS_ENDPOINT_URL)(
    "starts the cloud again when it is killed, with everything in it",
    async () => {
      const { id } = await post("/customer-service/customers", { name: "Phoenix", email: "p@example.com" })
      const cloud = spawnSync("pgrep", ["-f", `local-cloud/main.ts .*${own.dataDir}`]).stdout.toString()

      process.kill(Number(cloud), "SIGKILL")

      const { name } = await eventually(
        () =>
          fetch(`${own.apiUrl}/customer-service/customers/${id}`).then(
            answer => answer.json() as { name?: string },
          ),
        body => body.name !== undefined,
      )
      expect(name).toBe("Phoenix")
    },
  )

  it.skipIf(process.env.AWS_ENDPOINT_URL)(
    "leaves nothing running when who started it is killed",
    async () => {
      const program = join(import.meta.dirname, "../stack/start-and-wait.ts")
      const starter = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] })
      const [line] = await once(starter.stdout, "data")
      const { apiUrl, cloudUrl, dataDir } = JSON.parse(String(line))
      const answers = () =>
        Promise.all(
          [apiUrl, cloudUrl].map(url =>
            fetch(url).then(
              () => true,
              () => false,
            ),
          ),
        )
      expect(await answers()).toEqual([true, true])

      starter.kill("SIGKILL")

      await eventually(answers, all => !all.includes(true), 15)
      await rm(dataDir, { recursive: true })
    },
  )

  it("goes on when a function fails that was invoked without waiting for it", async () => {
    const { id } = await post("/customer-service/customers", { name: "Steady", email: "s@example.com" })
    const invocations = `${own.lambdaUrl}/2015-03-31/functions/facturo-${own.stage}-count-windows/invocations`

    const accepted = await fetch(invocations, {
      method: "POST",
      headers: { "x-amz-invocation-type": "Event" },
      body: JSON.stringify({ Records: "none" }),
    })

    expect(accepted.status).toBe(202)
    await new Promise(resolve => setTimeout(resolve, 1000))
    expect((await fetch(`${own.apiUrl}/customer-service/customers/${id}`)).status).toBe(200)
  })

  it("names a port that is taken, and the variable that changes it, in one line", async () => {
    const [api = 0, lambda = 0, cloud = 0] = await freePorts(3)
    const squatter = createServer().listen(api, "127.0.0.1")

    const started = startApiProcess({
      dataDir: own.dataDir,
      env: { API_PORT: `${api}`, LAMBDA_PORT: `${lambda}`, CLOUD_PORT: `${cloud}` },
    })

    await expect(started.ready).rejects.toThrow(
      new RegExp(`^Port ${api} \\(API\\) is taken\\. Set API_PORT to another port[^\\n]*$`),
    )
    squatter.close()
  })
})
