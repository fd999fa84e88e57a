/** Who is registered in Cloud Map, as discovery sees it. */
import {
  DiscoverInstancesCommand,
  paginateListNamespaces,
  paginateListServices,
  type ServiceSummary,
  UpdateInstanceCustomHealthStatusCommand,
} from "@aws-sdk/client-servicediscovery"
import { cloudMap } from "../shared/aws/cloud-map.ts"
import { resourceName } from "../shared/stage.ts"

/** One registered instance of a service. */
export type Registration = {
  id: string
  /** Its base address without a trailing slash; null when it registered none. */
  url: string | null
  /** Whether Cloud Map hands it out; null when its service has no health check and Cloud Map takes no view. */
  isHealthy: boolean | null
}

/** A service with its instances, in the order of their ids. */
export type ServiceRegistrations = { serviceId: string; name: string; instances: Registration[] }

/** Most instances that one call gives. */
const mostInstances = 1000

/** All services of this stage's namespace, in the order of their names. Throws when there is no such namespace. */
export async function listRegistrations(): Promise<ServiceRegistrations[]> {
  const services = await listServices(await findNamespace())
  const registrations = await Promise.all(
    services.map(async ({ Id = "", Name = "", HealthCheckCustomConfig }) => ({
      serviceId: Id,
      name: Name,
      instances: await listInstances(Name, HealthCheckCustomConfig !== undefined),
    })),
  )
  return registrations.sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Tells Cloud Map how an instance is. Nothing happens to one that was deregistered meanwhile. */
export async function setHealth(serviceId: string, instanceId: string, isHealthy: boolean): Promise<void> {
  const Status = isHealthy ? "HEALTHY" : "UNHEALTHY"
  await cloudMap
    .send(
      new UpdateInstanceCustomHealthStatusCommand({ ServiceId: serviceId, InstanceId: instanceId, Status }),
    )
    .catch(ifGone)
}

let namespaceId: string | undefined

async function findNamespace(): Promise<string> {
  if (namespaceId) return namespaceId
  const name = resourceName("services")
  const Filters = [{ Name: "NAME" as const, Values: [name], Condition: "EQ" as const }]
  for await (const { Namespaces } of paginateListNamespaces({ client: cloudMap }, { Filters })) {
    namespaceId = Namespaces?.find(({ Name }) => Name === name)?.Id
    if (namespaceId) return namespaceId
  }
  throw new Error(`Cloud Map has no namespace ${name}.`)
}

async function listServices(namespace: string): Promise<ServiceSummary[]> {
  const Filters = [{ Name: "NAMESPACE_ID" as const, Values: [namespace], Condition: "EQ" as const }]
  const services: ServiceSummary[] = []
  for await (const page of paginateListServices({ client: cloudMap }, { Filters })) {
    services.push(...(page.Services ?? []))
  }
  return services
}

async function listInstances(ServiceName: string, hasHealth: boolean): Promise<Registration[]> {
  const NamespaceName = resourceName("services")
  const { Instances = [] } = await cloudMap
    .send(
      new DiscoverInstancesCommand({
        NamespaceName,
        ServiceName,
        HealthStatus: "ALL",
        MaxResults: mostInstances,
      }),
    )
    .catch(error => {
      ifGone(error)
      return { Instances: [] }
    })
  return Instances.map(({ InstanceId = "", Attributes, HealthStatus }) => ({
    id: InstanceId,
    url: Attributes?.url?.replace(/\/+$/, "") ?? null,
    isHealthy: hasHealth ? HealthStatus !== "UNHEALTHY" : null,
  })).sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A service or an instance may be deregistered between two calls. */
function ifGone(error: unknown): void {
  if (!(error instanceof Error && /^(Service|Instance|CustomHealth)NotFound/.test(error.name))) throw error
}
