/**
 * Serverless plugin: puts the rest of the cloud around serverless-offline, which has API Gateway, Lambda and
 * schedules. Starts the embedded cloud (unless AWS_ENDPOINT_URL names another), makes the declared resources in
 * it, and runs the event source mappings.
 */
import { join } from "node:path"
import { createClients } from "./clients.ts"
import { type CloudProcess, startCloudProcess } from "./cloud-process.ts"
import { type EventSourceMappings, startEventSourceMappings } from "./event-source-mapping/index.ts"
import { eventSourceMappingsOf } from "./event-source-mappings-of.ts"
import type { Options, Serverless } from "./framework.ts"
import { assertFree } from "./ports.ts"
import { provision } from "./provision/index.ts"
import { untilListening } from "./until-listening.ts"

export default class FacturoOffline {
  hooks: Record<string, () => Promise<void>>
  #serverless: Serverless
  #options: Options
  #cloud: CloudProcess | undefined
  #mappings: Promise<EventSourceMappings> | undefined

  constructor(serverless: Serverless, options: Options) {
    this.#serverless = serverless
    this.#options = options
    const start = () => this.#start().catch(error => this.#fail(error))
    this.hooks = {
      "before:offline:start": start,
      "before:offline:start:init": start,
      "offline:start:end": () => this.#stop(),
      "before:invoke:local:invoke": async () => this.#pointAt(process.env.AWS_ENDPOINT_URL ?? embeddedUrl()),
    }
  }

  async #start(): Promise<void> {
    const { dataDir, lambdaPort, apiPort } = this.#settings()
    const lambdaUrl = `http://localhost:${lambdaPort}`
    // Who started us may be killed; nobody would end us then.
    process.once("disconnect", () => this.#stop().finally(() => process.exit(0)))
    process.on("unhandledRejection", reportFailure)
    await assertFree([
      { port: apiPort, variable: "API_PORT", purpose: "API" },
      { port: lambdaPort, variable: "LAMBDA_PORT", purpose: "Lambda" },
    ])
    if (!process.env.AWS_ENDPOINT_URL) {
      await assertFree([{ port: cloudPort(), variable: "CLOUD_PORT", purpose: "local cloud" }])
      this.#cloud = await startCloudProcess({
        port: cloudPort(),
        dataDir: join(dataDir, "cloud"),
        lambdaUrl,
        notify: message => report({ level: "warn", service: "local-cloud", message }),
      })
    }
    this.#pointAt(this.#cloud?.url ?? (process.env.AWS_ENDPOINT_URL as string))
    // Whatever cloud it is, the functions run here.
    process.env.AWS_ENDPOINT_URL_LAMBDA = lambdaUrl
    const clients = createClients()
    const provisioned = await provision(clients, this.#serverless.service.resources.Resources)
    const definitions = eventSourceMappingsOf(this.#serverless, provisioned)
    this.#mappings = untilListening(lambdaPort).then(() =>
      startEventSourceMappings(definitions, {
        clients,
        checkpointFile: join(dataDir, "checkpoints.sqlite"),
        region: this.#serverless.getProvider("aws").getRegion(),
        // AWS asks once a second; on a laptop windows close and pages move sooner than that.
        pollIntervalMs: { kinesis: 250 },
        log: event => report({ service: "event-source-mapping", ...event }),
      }),
    )
    this.#mappings.then(
      () => process.send?.({ ready: true }),
      error => this.#fail(error),
    )
  }

  async #stop(): Promise<void> {
    const mappings = await this.#mappings
    await mappings?.stop()
    await this.#cloud?.stop()
  }

  /** One line instead of the framework's report: what is wrong here is the user's to mend. */
  #fail(error: Error): never {
    console.error(error.message)
    process.exit(1)
  }

  /** The seam: what reads the environment after this talks to that cloud. */
  #pointAt(endpoint: string): void {
    process.env.AWS_ENDPOINT_URL = endpoint
    process.env.AWS_REGION ??= this.#serverless.getProvider("aws").getRegion()
    process.env.AWS_ACCESS_KEY_ID ??= "local"
    process.env.AWS_SECRET_ACCESS_KEY ??= "local"
  }

  #settings() {
    const { custom } = this.#serverless.service
    const offline = { ...custom["serverless-offline"], ...this.#options }
    return {
      apiPort: Number(offline.httpPort),
      lambdaPort: Number(offline.lambdaPort),
      dataDir: process.env.FACTURO_DATA ?? join(this.#serverless.serviceDir, ".facturo"),
    }
  }
}

const cloudPort = (): number => Number(process.env.CLOUD_PORT ?? 4566)
const embeddedUrl = (): string => `http://127.0.0.1:${cloudPort()}`

/** A line of the log, in the form of the functions' own. */
const report = ({ level, ...event }: Report): void =>
  console.warn(JSON.stringify({ level: level.toUpperCase(), ...event }))

type Report = { level: string; service: string; message: string; reason?: string; stack?: string | undefined }

/**
 * A function that fails, or runs out of time because the laptop slept, ends one environment on Lambda. Here all
 * functions share a process, and nobody waits for those that are invoked as events.
 */
const reportFailure = (failure: unknown): void =>
  report({
    level: "error",
    service: "lambda",
    message: "A function that nobody waits for failed",
    reason: failure instanceof Error ? failure.message : String(failure),
    stack: failure instanceof Error ? failure.stack : undefined,
  })
