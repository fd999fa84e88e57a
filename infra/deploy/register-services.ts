/** Registers the services in a Cloud Map that no CloudFormation fills: what infra/resources/services.yml declares. */
import { readFileSync } from "node:fs"
import { parse } from "yaml"
import { createClients } from "../offline/clients.ts"
import { provision, type Resource } from "../offline/provision/index.ts"

const declared = new URL("../resources/services.yml", import.meta.url)

/** Makes namespace, services and instances in the Cloud Map at `endpoint`; what is there is kept. Gives the names. */
export async function registerServices(options: {
  endpoint: string
  region: string
  stage: string
  apiUrl: string
}): Promise<string[]> {
  const text = readFileSync(declared, "utf8")
    .replaceAll("${sls:stage}", options.stage)
    .replaceAll("${param:apiUrl}", options.apiUrl)
  const { Resources } = parse(text) as { Resources: Record<string, Resource> }
  process.env.AWS_ENDPOINT_URL_SERVICEDISCOVERY = options.endpoint
  process.env.AWS_REGION ??= options.region
  await provision(createClients(), Resources)
  return Object.values(Resources)
    .filter(({ Type }) => Type === "AWS::ServiceDiscovery::Service")
    .map(({ Properties }) => Properties?.Name as string)
}
