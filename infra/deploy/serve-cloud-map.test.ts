import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { DiscoverInstancesCommand, ServiceDiscoveryClient } from "@aws-sdk/client-servicediscovery"
import { afterAll, beforeAll, expect, it } from "vitest"
import { registerServices } from "./register-services.ts"

const program = fileURLToPath(new URL("serve-cloud-map.ts", import.meta.url))
let child: ChildProcess
let folder: string
let endpoint: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "facturo-"))
  child = spawn(process.execPath, [program, "--port", "0", "--data", folder], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  const [line] = await once(child.stdout as NodeJS.ReadableStream, "data")
  endpoint = `http://127.0.0.1:${JSON.parse(line).port}`
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" })
})
afterAll(async () => {
  child.kill()
  await once(child, "exit")
  await rm(folder, { recursive: true })
})

it("has the services registered that the resources declare, as often as it is done", async () => {
  const options = {
    endpoint,
    region: "eu-west-1",
    stage: "localstack",
    apiUrl: "http://api.example:4566/localstack",
  }

  const names = await registerServices(options)
  expect(await registerServices(options)).toEqual(names)

  const cloudMap = new ServiceDiscoveryClient({ endpoint, region: "eu-west-1", disableHostPrefix: true })
  const { Instances } = await cloudMap.send(
    new DiscoverInstancesCommand({
      NamespaceName: "facturo-localstack-services",
      ServiceName: "billing-service",
    }),
  )
  expect(names).toContain("billing-service")
  expect(Instances?.map(({ Attributes }) => Attributes?.url)).toEqual([
    "http://api.example:4566/localstack/billing-service",
  ])
})

it("tells that it is up", async () => {
  expect(await (await fetch(`${endpoint}/health`)).json()).toEqual({ status: "UP" })
})
