/** Cloud Map: services. */
import type * as CloudMap from "@aws-sdk/client-servicediscovery"
import { AwsError } from "../protocol/aws-error.ts"
import { inTransaction } from "../protocol/database.ts"
import type { CallContext } from "../protocol/json-service.ts"
import { pageOf } from "../protocol/paging.ts"
import { matchesFilters } from "./filters.ts"
import { pageRequest } from "./namespaces.ts"
import { arnOf, bareId, finished, invalidInput, requireNamespace, requireService } from "./resource.ts"
import { type CloudMapStore, newId, type Service, type Tag } from "./store.ts"

/** The service operations on `store`, by name. */
export function serviceOperations(store: CloudMapStore) {
  const shape = (service: Service, region: string) =>
    serviceShape(service, region, store.instances.list(service.id).length)

  return {
    CreateService: (input: CloudMap.CreateServiceRequest, { region }: CallContext) => {
      const name = input.Name ?? ""
      if (!/^[!-~]{1,127}$/.test(name))
        invalidInput("Name must be 1 to 127 printable ASCII characters without spaces.")
      if (input.HealthCheckConfig)
        invalidInput("HealthCheckConfig needs a public DNS namespace; use HealthCheckCustomConfig.")
      const namespace = requireNamespace(store, input.NamespaceId)
      const existing = store.services.find(namespace.id, name)
      if (existing) {
        throw new AwsError(
          "ServiceAlreadyExists",
          `Service with name ${name} already exists in ${namespace.id}.`,
          400,
          {
            ServiceId: existing.id,
            ServiceArn: arnOf(existing.id, region),
            CreatorRequestId: existing.requestId,
          },
        )
      }
      const service: Service = {
        id: newId("srv"),
        namespace: namespace.id,
        name,
        description: input.Description,
        createdAt: Date.now(),
        requestId: input.CreatorRequestId,
        dnsConfig: input.DnsConfig,
        customHealth: input.HealthCheckCustomConfig,
      }
      inTransaction(store.database, () => {
        store.services.save(service)
        store.tags.add(service.id, (input.Tags ?? []) as Tag[])
      })
      return { Service: shape(service, region) }
    },

    GetService: (input: CloudMap.GetServiceRequest, { region }: CallContext) => ({
      Service: shape(requireService(store, input.Id), region),
    }),

    ListServices: (input: CloudMap.ListServicesRequest, { region }: CallContext) => {
      const filters = input.Filters?.map(filter => ({ ...filter, Values: filter.Values?.map(bareId) }))
      const matches = matchesFilters<Service>(filters, { NAMESPACE_ID: each => each.namespace })
      const { items, next } = pageOf(store.services.list().filter(matches), pageRequest(input))
      return { Services: items.map(each => shape(each, region)), ...next }
    },

    UpdateService: (input: CloudMap.UpdateServiceRequest) => {
      const service = requireService(store, input.Id)
      const { Description: description, DnsConfig: dns } = input.Service ?? {}
      return inTransaction(store.database, () => {
        store.services.save({
          ...service,
          description: description ?? service.description,
          dnsConfig: dns ? { ...service.dnsConfig, DnsRecords: dns.DnsRecords } : service.dnsConfig,
        })
        return finished(store, "UPDATE_SERVICE", { SERVICE: service.id, NAMESPACE: service.namespace })
      })
    },

    DeleteService: (input: CloudMap.DeleteServiceRequest) => {
      const { id } = requireService(store, input.Id)
      if (store.instances.list(id).length > 0) {
        throw new AwsError("ResourceInUse", `Service ${id} has registered instances; deregister them first.`)
      }
      inTransaction(store.database, () => {
        store.services.delete(id)
        store.tags.clear(id)
      })
      return {}
    },
  }
}

function serviceShape(service: Service, region: string, instanceCount: number) {
  return {
    Id: service.id,
    Arn: arnOf(service.id, region),
    Name: service.name,
    NamespaceId: service.namespace,
    Description: service.description,
    InstanceCount: instanceCount,
    DnsConfig: service.dnsConfig ?? {},
    Type: "HTTP",
    HealthCheckCustomConfig: service.customHealth,
    CreateDate: service.createdAt / 1000,
    CreatorRequestId: service.requestId,
  }
}
