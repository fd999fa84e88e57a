/** Cloud Map: namespaces, the operations that changed things, and tags. */
import type * as CloudMap from "@aws-sdk/client-servicediscovery"
import { AwsError } from "../protocol/aws-error.ts"
import { inTransaction } from "../protocol/database.ts"
import type { CallContext } from "../protocol/json-service.ts"
import { pageOf } from "../protocol/paging.ts"
import { matchesFilters } from "./filters.ts"
import { arnOf, bareId, finished, invalidInput, requireNamespace } from "./resource.ts"
import { type CloudMapStore, type FinishedOperation, type Namespace, newId, type Tag } from "./store.ts"

/** The namespace operations on `store`, by name. */
export function namespaceOperations(store: CloudMapStore) {
  const serviceCount = (id: string) =>
    store.services.list().filter(service => service.namespace === id).length

  return {
    CreateHttpNamespace: (input: CloudMap.CreateHttpNamespaceRequest) => {
      const name = input.Name ?? ""
      if (!/^[!-~]{1,1024}$/.test(name))
        invalidInput("Name must be 1 to 1024 printable ASCII characters without spaces.")
      const existing = store.namespaces.find(name)
      if (existing) {
        throw new AwsError("NamespaceAlreadyExists", `Namespace with name ${name} already exists.`, 400, {
          NamespaceId: existing.id,
          CreatorRequestId: existing.requestId,
        })
      }
      const id = newId("ns")
      return inTransaction(store.database, () => {
        const { Description: description, CreatorRequestId: requestId } = input
        store.namespaces.save({ id, name, description, requestId, createdAt: Date.now() })
        store.tags.add(id, (input.Tags ?? []) as Tag[])
        return finished(store, "CREATE_NAMESPACE", { NAMESPACE: id })
      })
    },

    GetNamespace: (input: CloudMap.GetNamespaceRequest, { region }: CallContext) => {
      const namespace = requireNamespace(store, input.Id)
      const { requestId: CreatorRequestId } = namespace
      const shape = namespaceShape(namespace, region, serviceCount(namespace.id))
      return { Namespace: { ...shape, CreatorRequestId } }
    },

    ListNamespaces: (input: CloudMap.ListNamespacesRequest, { region }: CallContext) => {
      const matches = matchesFilters<Namespace>(input.Filters, {
        TYPE: () => "HTTP",
        NAME: each => each.name,
        HTTP_NAME: each => each.name,
      })
      const { items, next } = pageOf(store.namespaces.list().filter(matches), pageRequest(input))
      return { Namespaces: items.map(each => namespaceShape(each, region, serviceCount(each.id))), ...next }
    },

    DeleteNamespace: (input: CloudMap.DeleteNamespaceRequest) => {
      const { id } = requireNamespace(store, input.Id)
      if (serviceCount(id) > 0) {
        throw new AwsError("ResourceInUse", `The namespace ${id} has services; delete them first.`)
      }
      return inTransaction(store.database, () => {
        store.namespaces.delete(id)
        store.tags.clear(id)
        return finished(store, "DELETE_NAMESPACE", { NAMESPACE: id })
      })
    },

    GetOperation: (input: CloudMap.GetOperationRequest) => {
      const operation = store.operations.get(input.OperationId ?? "")
      if (!operation)
        throw new AwsError("OperationNotFound", `Operation ${input.OperationId} does not exist.`)
      const { id: Id, type: Type, at, targets: Targets } = operation
      return {
        Operation: { Id, Type, Status: "SUCCESS", CreateDate: at / 1000, UpdateDate: at / 1000, Targets },
      }
    },

    ListOperations: (input: CloudMap.ListOperationsRequest) => {
      const matches = matchesFilters<FinishedOperation>(input.Filters, {
        NAMESPACE_ID: each => each.targets.NAMESPACE ?? "",
        SERVICE_ID: each => each.targets.SERVICE ?? "",
        STATUS: () => "SUCCESS",
        TYPE: each => each.type,
      })
      const { items, next } = pageOf(store.operations.list().filter(matches), pageRequest(input))
      return { Operations: items.map(each => ({ Id: each.id, Status: "SUCCESS" })), ...next }
    },

    TagResource: (input: CloudMap.TagResourceRequest) => {
      store.tags.add(requireTagged(store, input.ResourceARN), (input.Tags ?? []) as Tag[])
      return {}
    },
    UntagResource: (input: CloudMap.UntagResourceRequest) => {
      store.tags.remove(requireTagged(store, input.ResourceARN), input.TagKeys ?? [])
      return {}
    },
    ListTagsForResource: (input: CloudMap.ListTagsForResourceRequest) => ({
      Tags: store.tags.list(requireTagged(store, input.ResourceARN)),
    }),
  }
}

/** The page that a request asks for, of things that have an id. */
export function pageRequest(input: { MaxResults?: number; NextToken?: string }) {
  const limit = input.MaxResults ?? 100
  if (limit < 1 || limit > 100) invalidInput("MaxResults must be between 1 and 100.")
  return { limit, token: input.NextToken, keyOf: (each: { id: string }) => each.id }
}

function requireTagged(store: CloudMapStore, arn: string | undefined): string {
  const id = bareId(arn)
  if (store.namespaces.get(id) ?? store.services.get(id)) return id
  throw new AwsError("ResourceNotFoundException", `The resource ${arn} does not exist.`)
}

function namespaceShape(namespace: Namespace, region: string, serviceCount: number) {
  return {
    Id: namespace.id,
    Arn: arnOf(namespace.id, region),
    Name: namespace.name,
    Type: "HTTP",
    Description: namespace.description,
    ServiceCount: serviceCount,
    Properties: { DnsProperties: { SOA: {} }, HttpProperties: { HttpName: namespace.name } },
    CreateDate: namespace.createdAt / 1000,
  }
}
