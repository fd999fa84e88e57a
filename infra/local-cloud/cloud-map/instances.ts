/** Cloud Map: the instances of a service, their registration and their health. */
import type * as CloudMap from "@aws-sdk/client-servicediscovery"
import { AwsError } from "../protocol/aws-error.ts"
import { inTransaction } from "../protocol/database.ts"
import { pageOf } from "../protocol/paging.ts"
import { pageRequest } from "./namespaces.ts"
import { finished, invalidInput, requireInstance, requireService } from "./resource.ts"
import type { CloudMapStore, Health, Instance, Service } from "./store.ts"

const MAX_ATTRIBUTES = 30

/** The instance operations on `store`, by name. */
export function instanceOperations(store: CloudMapStore) {
  return {
    RegisterInstance: (input: CloudMap.RegisterInstanceRequest) => {
      const service = requireService(store, input.ServiceId)
      const attributes = checkedAttributes(input.Attributes)
      const id = input.InstanceId ?? ""
      if (!/^[0-9a-zA-Z_/:.@-]{1,64}$/.test(id))
        invalidInput("InstanceId must match [0-9a-zA-Z_/:.@-]+, at most 64 characters.")
      const instance = { service: service.id, id, attributes, requestId: input.CreatorRequestId }
      return inTransaction(store.database, () => {
        store.instances.save({ ...instance, health: initialHealth(service, attributes) })
        store.revision.raise(service.id)
        return finished(store, "REGISTER_INSTANCE", targets(service, id))
      })
    },

    DeregisterInstance: (input: CloudMap.DeregisterInstanceRequest) => {
      const service = requireService(store, input.ServiceId)
      const { id } = requireInstance(store, service, input.InstanceId)
      return inTransaction(store.database, () => {
        store.instances.delete(service.id, id)
        store.revision.raise(service.id)
        return finished(store, "DEREGISTER_INSTANCE", targets(service, id))
      })
    },

    GetInstance: (input: CloudMap.GetInstanceRequest) => {
      const service = requireService(store, input.ServiceId)
      const instance = requireInstance(store, service, input.InstanceId)
      const { id: Id, attributes: Attributes, requestId: CreatorRequestId } = instance
      return { Instance: { Id, Attributes, CreatorRequestId } }
    },

    ListInstances: (input: CloudMap.ListInstancesRequest) => {
      const service = requireService(store, input.ServiceId)
      const { items, next } = pageOf(store.instances.list(service.id), pageRequest(input))
      return { Instances: items.map(({ id: Id, attributes: Attributes }) => ({ Id, Attributes })), ...next }
    },

    UpdateInstanceCustomHealthStatus: (input: CloudMap.UpdateInstanceCustomHealthStatusRequest) => {
      const service = requireService(store, input.ServiceId)
      if (!service.customHealth) {
        throw new AwsError("CustomHealthNotFound", `Service ${service.id} has no HealthCheckCustomConfig.`)
      }
      const instance = requireInstance(store, service, input.InstanceId)
      const health = input.Status as Health | undefined
      if (health !== "HEALTHY" && health !== "UNHEALTHY") invalidInput("Status must be HEALTHY or UNHEALTHY.")
      if (health !== instance.health) {
        inTransaction(store.database, () => {
          store.instances.save({ ...instance, health })
          store.revision.raise(service.id)
        })
      }
      return {}
    },

    GetInstancesHealthStatus: (input: CloudMap.GetInstancesHealthStatusRequest) => {
      const service = requireService(store, input.ServiceId)
      const asked = input.Instances?.map(id => requireInstance(store, service, id))
      const { items, next } = pageOf(asked ?? store.instances.list(service.id), pageRequest(input))
      return { Status: Object.fromEntries(items.map(({ id, health }) => [id, health])), ...next }
    },
  }
}

function checkedAttributes(attributes: Instance["attributes"] = {}): Instance["attributes"] {
  const entries = Object.entries(attributes)
  if (entries.length > MAX_ATTRIBUTES) invalidInput(`An instance has at most ${MAX_ATTRIBUTES} attributes.`)
  for (const [key, value] of entries) {
    if (key.length > 255 || typeof value !== "string" || value.length > 1024) {
      invalidInput(
        `The attribute ${key.slice(0, 255)} is too long: keys have up to 255 characters, values up to 1024.`,
      )
    }
  }
  return attributes
}

/** With a custom health check instances begin healthy, unless they say otherwise; without one nobody knows. */
function initialHealth(service: Service, attributes: Instance["attributes"]): Health {
  if (!service.customHealth) return "UNKNOWN"
  return attributes.AWS_INIT_HEALTH_STATUS === "UNHEALTHY" ? "UNHEALTHY" : "HEALTHY"
}

function targets(service: Service, instance: string) {
  return { SERVICE: service.id, NAMESPACE: service.namespace, INSTANCE: instance }
}
