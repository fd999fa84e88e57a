/** An embedded cloud for one test file: on a free port, in a folder of its own, with all resources, empty. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startLocalCloud } from "../../infra/local-cloud/index.ts"
import { type Clients, createClients } from "../../infra/offline/clients.ts"
import { provision } from "../../infra/offline/provision/index.ts"
import { declaredResources } from "./declared-resources.ts"

export type TestCloud = { stage: string; url: string; clients: Clients; stop(): Promise<void> }

/**
 * Starts it and points this process's environment at it. Handlers read the environment when they are loaded, so a
 * test imports them after this, dynamically.
 */
export async function startTestCloud(
  options: { lambdaUrl?: string; apiUrl?: string } = {},
): Promise<TestCloud> {
  const stage = `test-${Math.random().toString(36).slice(2, 8)}`
  const dataDir = await mkdtemp(join(tmpdir(), "facturo-"))
  const cloud = await startLocalCloud({ port: 0, dataDir, lambdaUrl: options.lambdaUrl })
  const bucket = `facturo-${stage}-exports`
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: cloud.url,
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    STAGE: stage,
    BUCKET: bucket,
    SETTINGS_CACHE_SECONDS: "1",
    DISCOVERY_CACHE_SECONDS: "0",
  })
  const clients = createClients()
  const resources = declaredResources({
    "sls:stage": stage,
    "param:bucket": bucket,
    "param:apiUrl": options.apiUrl ?? "http://127.0.0.1:9",
  })
  await provision(clients, resources)
  return {
    stage,
    url: cloud.url,
    clients,
    async stop() {
      await cloud.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
