/** Finding a service by its name in Cloud Map. */
import { DiscoverInstancesCommand } from "@aws-sdk/client-servicediscovery"
import { cloudMap } from "./aws/cloud-map.ts"
import { UpstreamError } from "./errors.ts"
import { resourceName } from "./stage.ts"

/** How long a found instance is used before it is looked up again, in milliseconds. */
const cacheTime = Number(process.env.DISCOVERY_CACHE_SECONDS ?? 5) * 1000

const cache = new Map<string, { urls: string[]; until: number }>()

/**
 * The base address of an instance of the service that is not known to be unhealthy, without a trailing slash;
 * one of them at random. Throws an UpstreamError with the reason `unknown` when there is none.
 */
export async function discover(service: string): Promise<string> {
  const urls = await instancesOf(service)
  const url = urls[Math.floor(Math.random() * urls.length)]
  if (!url) throw new UpstreamError("unknown", `No instance of ${service} is registered and healthy.`)
  return url
}

async function instancesOf(service: string): Promise<string[]> {
  const cached = cache.get(service)
  if (cached && cached.until > Date.now()) return cached.urls
  const urls = await lookUp(service)
  cache.set(service, { urls, until: Date.now() + cacheTime })
  return urls
}

async function lookUp(service: string): Promise<string[]> {
  try {
    const { Instances } = await cloudMap.send(
      new DiscoverInstancesCommand({
        NamespaceName: resourceName("services"),
        ServiceName: service,
        // ALL, and a choice of our own: an instance whose health nobody checks (UNKNOWN) may well be used.
        HealthStatus: "ALL",
      }),
    )
    return (Instances ?? [])
      .filter(({ HealthStatus }) => HealthStatus !== "UNHEALTHY")
      .flatMap(({ Attributes }) => (Attributes?.url ? [Attributes.url.replace(/\/+$/, "")] : []))
  } catch (error) {
    if (error instanceof Error && /^(ServiceNotFound|NamespaceNotFound)/.test(error.name)) return []
    throw error
  }
}
