/**
 * Serverless plugin for deployments. Where a stage is watched (`custom.deploy.watched`), it adds alarms, the dashboard
 * and the API's stage to the compiled template. Where a stage has a Cloud Map of its own (`custom.deploy.cloudMap`), it
 * tells the functions where that is and registers the services in it once they are deployed.
 */
import { readFileSync } from "node:fs"
import { addApiStage, type Throttle } from "./api-stage.ts"
import { contentSecurityPolicy } from "./content-security-policy.ts"
import { addAlarms } from "./monitoring/alarms.ts"
import { addDashboard } from "./monitoring/dashboard.ts"
import type { Template } from "./template.ts"

type Settings = {
  watched: boolean
  throttle: Throttle
  /** The address that functions use; empty where Cloud Map is the cloud's own. */
  cloudMap: string
  apiUrl: string
}
type Serverless = {
  service: {
    custom: { deploy: Settings }
    provider: { environment: Record<string, unknown>; compiledCloudFormationTemplate: Template }
  }
  getProvider(name: "aws"): { getStage(): string; getRegion(): string }
}
type Log = { log: { notice(message: string): void } }

export default class FacturoDeploy {
  hooks: Record<string, () => void | Promise<void>>
  /** `${web:contentSecurityPolicy}`, for the web app's page as it is in the repository. */
  configurationVariablesSources = {
    web: {
      resolve: () => ({
        value: contentSecurityPolicy(readFileSync(new URL("../../web/index.html", import.meta.url), "utf8")),
      }),
    },
  }
  #serverless: Serverless

  constructor(serverless: Serverless, _options: object, { log }: Log) {
    this.#serverless = serverless
    this.hooks = {
      "before:package:initialize": () => this.#nameCloudMap(),
      "after:aws:package:finalize:mergeCustomProviderResources": () => this.#watch(),
      "after:deploy:deploy": () => this.#register(message => log.notice(message)),
    }
  }

  #nameCloudMap(): void {
    const { custom, provider } = this.#serverless.service
    if (!custom.deploy.cloudMap) return
    provider.environment.AWS_ENDPOINT_URL_SERVICEDISCOVERY = custom.deploy.cloudMap
  }

  #watch(): void {
    const { custom, provider } = this.#serverless.service
    if (!custom.deploy.watched) return
    const template = provider.compiledCloudFormationTemplate
    const stage = this.#serverless.getProvider("aws").getStage()
    addApiStage(template, stage, custom.deploy.throttle)
    addAlarms(template, stage)
    addDashboard(template, stage)
  }

  async #register(notify: (message: string) => void): Promise<void> {
    const { cloudMap, apiUrl } = this.#serverless.service.custom.deploy
    if (!cloudMap) return
    const { registerServices } = await import("./register-services.ts")
    const provider = this.#serverless.getProvider("aws")
    // The functions reach it inside of the containers' network, we from outside.
    const endpoint = process.env.AWS_ENDPOINT_URL_SERVICEDISCOVERY ?? "http://localhost:4567"
    const names = await registerServices({
      endpoint,
      region: provider.getRegion(),
      stage: provider.getStage(),
      apiUrl,
    })
    notify(`Registered in Cloud Map at ${endpoint}: ${names.join(", ")}`)
  }
}
