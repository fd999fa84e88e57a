/** The system in parts that can be killed one by one: the cloud, the proxy before it, and the functions. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startApiProcess } from "../../infra/system/api-process.ts"
import { freePorts } from "../stack/free-ports.ts"
import { startCloud } from "./cloud.ts"
import type { Killable } from "./crashes.ts"
import { type FaultyProxy, startFaultyProxy } from "./proxy.ts"
import type { Random } from "./random.ts"

export type Parts = {
  stage: string
  stream: string
  apiUrl: string
  cloudUrl: string
  checkpointFile: string
  proxy: FaultyProxy
  startCloud(): Promise<Killable>
  startApi(): Promise<Killable>
  /** Ends what is left and removes the data. */
  end(keepData: boolean): Promise<void>
  dataDir: string
}

/**
 * Prepares everything and starts the proxy only. Points this process's environment at the cloud itself, past the
 * proxy, so that what looks at the outcome is not disturbed.
 */
export async function prepareParts(options: {
  rate: number
  random: Random
  refusedId: (stage: string, body: string) => string | undefined
  onRefused: (id: string) => void
}): Promise<Parts> {
  const stage = `faults-${Math.random().toString(36).slice(2, 8)}`
  const dataDir = await mkdtemp(join(tmpdir(), "facturo-faults-"))
  const [api = 0, lambda = 0, cloud = 0] = await freePorts(3)
  const lambdaUrl = `http://localhost:${lambda}`
  const cloudUrl = `http://127.0.0.1:${cloud}`
  const { rate, random, onRefused } = options
  const refusedId = (body: string) => options.refusedId(stage, body)
  const proxy = await startFaultyProxy({ cloudUrl, rate, random, refusedId, onRefused })
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: cloudUrl,
    AWS_REGION: "eu-west-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    STAGE: stage,
    BUCKET: `facturo-${stage}-exports`,
  })
  const env = {
    API_PORT: `${api}`,
    LAMBDA_PORT: `${lambda}`,
    SETTINGS_CACHE_SECONDS: "1",
    AWS_ENDPOINT_URL: proxy.url,
    POWERTOOLS_LOG_LEVEL: "WARN",
  }
  const running = new Set<Killable>()
  const tracked = (part: Killable): Killable => {
    running.add(part)
    return { kill: () => part.kill().then(() => void running.delete(part)) }
  }
  return {
    stage,
    stream: `facturo-${stage}-invoices`,
    apiUrl: `http://localhost:${api}`,
    cloudUrl,
    dataDir,
    checkpointFile: join(dataDir, "checkpoints.sqlite"),
    proxy,
    startCloud: async () => tracked(await startCloud(cloud, join(dataDir, "cloud"), lambdaUrl)),
    async startApi() {
      const started = startApiProcess({ dataDir, stage, env })
      const part = tracked(started)
      await started.ready
      return part
    },
    async end(keepData) {
      await Promise.all([...running].map(part => part.kill()))
      await proxy.stop()
      if (!keepData) await rm(dataDir, { recursive: true, force: true })
    },
  }
}
