/** Cloud Map: finding instances by the names of namespace and service. */
import type * as CloudMap from "@aws-sdk/client-servicediscovery"
import { AwsError } from "../protocol/aws-error.ts"
import { invalidInput } from "./resource.ts"
import type { CloudMapStore, Instance, Service } from "./store.ts"

/** The discovery operations on `store`, by name. */
export function discoverOperations(store: CloudMapStore) {
  return {
    DiscoverInstances: (input: CloudMap.DiscoverInstancesRequest) => {
      const service = findByNames(store, input)
      const limit = input.MaxResults ?? 100
      if (limit < 1 || limit > 1000) invalidInput("MaxResults must be between 1 and 1000.")
      const matching = store.instances.list(service.id).filter(hasAttributes(input.QueryParameters))
      const preferred = matching.filter(hasAttributes(input.OptionalParameters))
      const found = withHealth(preferred.length > 0 ? preferred : matching, service, input.HealthStatus)
      return {
        Instances: found.slice(0, limit).map(instance => ({
          InstanceId: instance.id,
          NamespaceName: input.NamespaceName,
          ServiceName: input.ServiceName,
          HealthStatus: instance.health,
          Attributes: instance.attributes,
        })),
        InstancesRevision: store.revision.get(service.id),
      }
    },

    DiscoverInstancesRevision: (input: CloudMap.DiscoverInstancesRevisionRequest) => ({
      InstancesRevision: store.revision.get(findByNames(store, input).id),
    }),
  }
}

function findByNames(store: CloudMapStore, input: { NamespaceName?: string; ServiceName?: string }): Service {
  const namespace = store.namespaces.find(input.NamespaceName ?? "")
  if (!namespace) throw new AwsError("NamespaceNotFound", `Namespace ${input.NamespaceName} does not exist.`)
  const service = store.services.find(namespace.id, input.ServiceName ?? "")
  if (!service)
    throw new AwsError("ServiceNotFound", `Service ${input.ServiceName} does not exist in ${namespace.name}.`)
  return service
}

function hasAttributes(wanted: Record<string, string> = {}): (instance: Instance) => boolean {
  const entries = Object.entries(wanted)
  return instance => entries.every(([key, value]) => instance.attributes[key] === value)
}

/** The filter does not matter where nothing checks health: all instances are returned, as by AWS. */
function withHealth(
  instances: Instance[],
  service: Service,
  filter: string = "HEALTHY_OR_ELSE_ALL",
): Instance[] {
  if (!service.customHealth) return instances
  const healthy = instances.filter(instance => instance.health === "HEALTHY")
  if (filter === "HEALTHY") return healthy
  if (filter === "UNHEALTHY") return instances.filter(instance => instance.health === "UNHEALTHY")
  if (filter === "ALL") return instances
  if (filter === "HEALTHY_OR_ELSE_ALL") return healthy.length > 0 ? healthy : instances
  return invalidInput(`HealthStatus ${filter} is none of HEALTHY, UNHEALTHY, ALL, HEALTHY_OR_ELSE_ALL.`)
}
