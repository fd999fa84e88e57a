/** Finds the namespace, service or instance that a request names, or refuses in Cloud Map's words; and their ARNs. */
import { AwsError } from "../protocol/aws-error.ts"
import { ACCOUNT_ID } from "../protocol/caller.ts"
import type {
  CloudMapStore,
  FinishedOperation,
  Instance,
  Namespace,
  OperationType,
  Service,
} from "./store.ts"
import { newOperationId } from "./store.ts"

/** By id or ARN; NamespaceNotFound when there is none. */
export function requireNamespace(store: CloudMapStore, id: string | undefined): Namespace {
  const found = store.namespaces.get(bareId(id))
  if (found) return found
  throw new AwsError("NamespaceNotFound", `Namespace with id or ARN ${id} does not exist.`)
}

/** By id or ARN; ServiceNotFound when there is none. */
export function requireService(store: CloudMapStore, id: string | undefined): Service {
  const found = store.services.get(bareId(id))
  if (found) return found
  throw new AwsError("ServiceNotFound", `Service with id or ARN ${id} does not exist.`)
}

/** InstanceNotFound when the service has no such instance. */
export function requireInstance(store: CloudMapStore, service: Service, id: string | undefined): Instance {
  const found = store.instances.get(service.id, id ?? "")
  if (found) return found
  throw new AwsError(
    "InstanceNotFound",
    `Instance with id ${id} is not registered with the service ${service.id}.`,
  )
}

/** Records an operation, which here has always succeeded by the time it is asked for, and answers its id. */
export function finished(store: CloudMapStore, type: OperationType, targets: FinishedOperation["targets"]) {
  const operation = { id: newOperationId(), type, at: Date.now(), targets }
  store.operations.add(operation)
  return { OperationId: operation.id }
}

/** The ARN of a namespace or service in the caller's region. */
export function arnOf(id: string, region: string): string {
  const kind = id.startsWith("ns-") ? "namespace" : "service"
  return `arn:aws:servicediscovery:${region}:${ACCOUNT_ID}:${kind}/${id}`
}

/** The id in an ARN, or the id itself. */
export function bareId(idOrArn: string | undefined): string {
  return (idOrArn ?? "").split("/").at(-1) ?? ""
}

/** Throws InvalidInput for what Cloud Map does not accept. */
export function invalidInput(message: string): never {
  throw new AwsError("InvalidInput", message)
}
