/** AWS::ServiceDiscovery::HttpNamespace, ::Service and ::Instance */
import {
  CreateHttpNamespaceCommand,
  CreateServiceCommand,
  DeleteNamespaceCommand,
  DeleteServiceCommand,
  DeregisterInstanceCommand,
  GetOperationCommand,
  paginateListNamespaces,
  paginateListServices,
  RegisterInstanceCommand,
  type ServiceDiscoveryClient,
} from "@aws-sdk/client-servicediscovery"
import type { Clients } from "../clients.ts"
import { ignoring } from "./ignoring.ts"
import type { Physical } from "./intrinsics.ts"

/** Makes a namespace that is looked up over HTTP. */
export async function ensureNamespace({ cloudMap }: Clients, { Name }: { Name: string }): Promise<Physical> {
  const id =
    (await findNamespace(cloudMap, Name)) ??
    (await finished(
      cloudMap,
      await cloudMap.send(new CreateHttpNamespaceCommand({ Name, CreatorRequestId: Name })),
    ))
  return { ref: id, attributes: { Id: id } }
}

async function findNamespace(cloudMap: ServiceDiscoveryClient, name: string): Promise<string | undefined> {
  for await (const { Namespaces } of paginateListNamespaces({ client: cloudMap }, {})) {
    const found = Namespaces?.find(namespace => namespace.Name === name)
    if (found) return found.Id
  }
}

type ServiceProperties = {
  Name: string
  NamespaceId: string
  HealthCheckCustomConfig?: { FailureThreshold: number }
}

/** Makes a service in its namespace. */
export async function ensureService({ cloudMap }: Clients, properties: ServiceProperties): Promise<Physical> {
  const { Name, NamespaceId, HealthCheckCustomConfig } = properties
  const Filters = [{ Name: "NAMESPACE_ID" as const, Values: [NamespaceId], Condition: "EQ" as const }]
  for await (const { Services } of paginateListServices({ client: cloudMap }, { Filters })) {
    const found = Services?.find(service => service.Name === Name)
    if (found?.Id) return { ref: found.Id, attributes: { Id: found.Id, Name } }
  }
  const { Service } = await cloudMap.send(
    new CreateServiceCommand({ Name, NamespaceId, HealthCheckCustomConfig }),
  )
  return { ref: Service?.Id ?? "", attributes: { Id: Service?.Id ?? "", Name } }
}

type InstanceProperties = {
  ServiceId: string
  InstanceId: string
  InstanceAttributes: Record<string, string>
}

/** Registers an instance; one that exists gets these attributes. */
export async function ensureInstance(
  { cloudMap }: Clients,
  properties: InstanceProperties,
): Promise<Physical> {
  const { ServiceId, InstanceId, InstanceAttributes } = properties
  const operation = await cloudMap.send(
    new RegisterInstanceCommand({ ServiceId, InstanceId, Attributes: InstanceAttributes }),
  )
  await finished(cloudMap, operation)
  return { ref: InstanceId, attributes: {} }
}

export async function removeInstance(
  { cloudMap }: Clients,
  { ref }: Physical,
  { ServiceId }: InstanceProperties,
): Promise<void> {
  const operation = await cloudMap
    .send(new DeregisterInstanceCommand({ ServiceId, InstanceId: ref }))
    .catch(ignoring("InstanceNotFound"))
  if (operation) await finished(cloudMap, operation)
}

export async function removeService({ cloudMap }: Clients, { ref }: Physical): Promise<void> {
  await cloudMap.send(new DeleteServiceCommand({ Id: ref })).catch(ignoring("ServiceNotFound"))
}

export async function removeNamespace({ cloudMap }: Clients, { ref }: Physical): Promise<void> {
  const operation = await cloudMap
    .send(new DeleteNamespaceCommand({ Id: ref }))
    .catch(ignoring("NamespaceNotFound"))
  if (operation) await finished(cloudMap, operation)
}

/** Cloud Map works in the background: waits for an operation and gives the id of what it was about. */
async function finished(
  cloudMap: ServiceDiscoveryClient,
  { OperationId }: { OperationId?: string },
): Promise<string> {
  for (let waited = 0; waited < 60_000; waited += 200) {
    const { Operation } = await cloudMap.send(new GetOperationCommand({ OperationId }))
    if (Operation?.Status === "SUCCESS") return Object.values(Operation.Targets ?? {})[0] ?? ""
    if (Operation?.Status === "FAIL") throw new Error(`Cloud Map: ${Operation.ErrorMessage}`)
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  throw new Error(`Cloud Map did not finish ${OperationId} within a minute.`)
}
