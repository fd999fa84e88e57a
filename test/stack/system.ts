/** The whole system for tests: cloud, API, streams and schedules, on free ports, with a stage and folder of its own. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createClients } from "../../infra/offline/clients.ts"
import { provision, unprovision } from "../../infra/offline/provision/index.ts"
import { type ApiProcess, startApiProcess } from "../../infra/system/api-process.ts"
import { declaredResources } from "./declared-resources.ts"
import { freePorts } from "./free-ports.ts"

/** Where a running system is, as plain values that can be handed to tests in other processes. */
export type SystemAddress = {
  apiUrl: string
  cloudUrl: string
  /** Where functions are invoked: they run here, whatever cloud it is. */
  lambdaUrl: string
  stage: string
  dataDir: string
}

export type System = SystemAddress & {
  /** Ends the processes and starts them again on the same ports and data. `how` "kill" is a power cut. */
  restart(how: "stop" | "kill"): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts it and waits until it is ready. When AWS_ENDPOINT_URL is set it uses that cloud, under a random prefix, and
 * removes its resources at the end; else an embedded cloud in a temporary folder.
 */
export async function startSystem(): Promise<System> {
  const stage = `it-${Math.random().toString(36).slice(2, 8)}`
  const dataDir = await mkdtemp(join(tmpdir(), "facturo-"))
  const [api = 0, lambda = 0, cloud = 0] = await freePorts(3)
  const named = process.env.AWS_ENDPOINT_URL
  const address = {
    apiUrl: `http://localhost:${api}`,
    cloudUrl: named ?? `http://127.0.0.1:${cloud}`,
    lambdaUrl: `http://localhost:${lambda}`,
    stage,
    dataDir,
  }
  const env = {
    API_PORT: `${api}`,
    LAMBDA_PORT: `${lambda}`,
    CLOUD_PORT: `${cloud}`,
    SETTINGS_CACHE_SECONDS: "1",
    // Some emulators take one request at a time, and all others wait.
    ...(named ? { SOCKET_TIMEOUT_MS: "60000" } : {}),
  }
  const start = async (): Promise<ApiProcess> => {
    const started = startApiProcess({ dataDir, stage, env })
    await started.ready
    return started
  }
  let running = await start()
  return {
    ...address,
    async restart(how) {
      await (how === "kill" ? running.kill() : running.stop())
      running = await start()
    },
    async stop() {
      await running.stop()
      if (named) await removeResources(address)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Finds what the plugin made by making it again, which changes nothing, and removes it. */
async function removeResources({ stage, apiUrl }: SystemAddress): Promise<void> {
  process.env.AWS_REGION ??= "eu-west-1"
  process.env.AWS_ACCESS_KEY_ID ??= "test"
  process.env.AWS_SECRET_ACCESS_KEY ??= "test"
  const clients = createClients()
  const resources = declaredResources({
    "sls:stage": stage,
    "param:bucket": `facturo-${stage}-exports`,
    "param:apiUrl": apiUrl,
  })
  await unprovision(clients, resources, await provision(clients, resources))
}
