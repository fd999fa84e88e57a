import {
  CreateHttpNamespaceCommand,
  CreateServiceCommand,
  DeleteNamespaceCommand,
  DeleteServiceCommand,
  DeregisterInstanceCommand,
  DiscoverInstancesCommand,
  DiscoverInstancesRevisionCommand,
  GetInstanceCommand,
  GetInstancesHealthStatusCommand,
  GetNamespaceCommand,
  GetOperationCommand,
  GetServiceCommand,
  type HealthStatusFilter,
  ListInstancesCommand,
  ListNamespacesCommand,
  ListServicesCommand,
  ListTagsForResourceCommand,
  RegisterInstanceCommand,
  ServiceDiscoveryClient,
  TagResourceCommand,
  UpdateInstanceCustomHealthStatusCommand,
  UpdateServiceCommand,
} from "@aws-sdk/client-servicediscovery"
import { describe, expect, it } from "vitest"
import { acrossKill, clientConfig, useLocalCloud } from "../testing/cloud-under-test.ts"

const url = useLocalCloud()

describe("Cloud Map", () => {
  it("makes a namespace by an operation that can be asked for", async () => {
    const client = clientFor(url())

    const made = await client.send(new CreateHttpNamespaceCommand({ Name: "made", Description: "here" }))
    const { Operation } = await client.send(new GetOperationCommand({ OperationId: made.OperationId }))
    const { Namespace } = await client.send(new GetNamespaceCommand({ Id: Operation?.Targets?.NAMESPACE }))
    const Filters = [{ Name: "NAME" as const, Values: ["made"], Condition: "EQ" as const }]
    const listed = await client.send(new ListNamespacesCommand({ Filters }))

    expect(Operation).toMatchObject({ Type: "CREATE_NAMESPACE", Status: "SUCCESS" })
    expect(Namespace).toMatchObject({
      Arn: `arn:aws:servicediscovery:eu-central-1:000000000000:namespace/${Namespace?.Id}`,
      Name: "made",
      Type: "HTTP",
      Properties: { HttpProperties: { HttpName: "made" } },
    })
    expect(listed.Namespaces?.map(each => each.Id)).toEqual([Namespace?.Id])
  })

  it("has services in namespaces, described, tagged and changed", async () => {
    const { client, namespaceId, service } = await newService()

    const updated = { Id: service.Id, Service: { Description: "new" } }
    await client.send(new UpdateServiceCommand(updated))
    await client.send(new TagResourceCommand({ ResourceARN: service.Arn, Tags: [{ Key: "a", Value: "b" }] }))
    const got = await client.send(new GetServiceCommand({ Id: service.Id }))
    const Filters = [{ Name: "NAMESPACE_ID" as const, Values: [namespaceId] }]
    const listed = await client.send(new ListServicesCommand({ Filters }))
    const tags = await client.send(new ListTagsForResourceCommand({ ResourceARN: service.Arn }))

    expect(got.Service).toMatchObject({ Name: "billing", Description: "new", Type: "HTTP", InstanceCount: 0 })
    expect(listed.Services?.map(each => each.Id)).toEqual([service.Id])
    expect(tags.Tags).toEqual([{ Key: "a", Value: "b" }])
  })

  it("registers instances, reads them back and lets go of them", async () => {
    const { client, service } = await newService()
    const ServiceId = service.Id
    await register(client, ServiceId, "one", { url: "http://one" })
    await register(client, ServiceId, "one", { url: "http://moved" })
    await register(client, ServiceId, "two", {})

    const one = await client.send(new GetInstanceCommand({ ServiceId, InstanceId: "one" }))
    const first = await client.send(new ListInstancesCommand({ ServiceId, MaxResults: 1 }))
    const second = await client.send(new ListInstancesCommand({ ServiceId, NextToken: first.NextToken }))
    await client.send(new DeregisterInstanceCommand({ ServiceId, InstanceId: "one" }))
    const gone = client.send(new GetInstanceCommand({ ServiceId, InstanceId: "one" }))

    expect(one.Instance?.Attributes).toEqual({ url: "http://moved" })
    expect([...(first.Instances ?? []), ...(second.Instances ?? [])].map(each => each.Id)).toEqual([
      "one",
      "two",
    ])
    await expect(gone).rejects.toMatchObject({ name: "InstanceNotFound" })
  })

  it("hands out instances by their health, and all when none is healthy if so asked", async () => {
    const { client, names, service } = await newService({ HealthCheckCustomConfig: { FailureThreshold: 1 } })
    const ServiceId = service.Id
    for (const id of ["one", "two"]) await register(client, ServiceId, id, {})
    const discover = async (HealthStatus?: HealthStatusFilter) => {
      const { Instances } = await client.send(new DiscoverInstancesCommand({ ...names, HealthStatus }))
      return Instances?.map(each => `${each.InstanceId} ${each.HealthStatus}`)
    }
    const setHealth = (InstanceId: string, Status: "HEALTHY" | "UNHEALTHY") =>
      client.send(new UpdateInstanceCustomHealthStatusCommand({ ServiceId, InstanceId, Status }))

    const atFirst = await discover("HEALTHY")
    await setHealth("one", "UNHEALTHY")
    const oneIll = [
      await discover("HEALTHY"),
      await discover("UNHEALTHY"),
      await discover("HEALTHY_OR_ELSE_ALL"),
    ]
    await setHealth("two", "UNHEALTHY")
    const allIll = [await discover("HEALTHY"), await discover("ALL"), await discover("HEALTHY_OR_ELSE_ALL")]
    const status = await client.send(new GetInstancesHealthStatusCommand({ ServiceId }))

    expect(atFirst).toEqual(["one HEALTHY", "two HEALTHY"])
    expect(oneIll).toEqual([["two HEALTHY"], ["one UNHEALTHY"], ["two HEALTHY"]])
    const both = ["one UNHEALTHY", "two UNHEALTHY"]
    expect(allIll).toEqual([[], both, both])
    expect(status.Status).toEqual({ one: "UNHEALTHY", two: "UNHEALTHY" })
  })

  it("counts an instance as there when nothing checks its health", async () => {
    const { client, names, service } = await newService()
    await register(client, service.Id, "one", {})

    const found = await client.send(new DiscoverInstancesCommand({ ...names, HealthStatus: "HEALTHY" }))
    const status = await client.send(new GetInstancesHealthStatusCommand({ ServiceId: service.Id }))
    const InstanceId = "one"
    const change = client.send(
      new UpdateInstanceCustomHealthStatusCommand({ ServiceId: service.Id, InstanceId, Status: "HEALTHY" }),
    )

    expect(found.Instances?.map(each => each.InstanceId)).toEqual(["one"])
    expect(status.Status).toEqual({ one: "UNKNOWN" })
    await expect(change).rejects.toMatchObject({ name: "CustomHealthNotFound" })
  })

  it("narrows by attributes, and by optional ones only where that leaves something", async () => {
    const { client, names, service } = await newService()
    await register(client, service.Id, "blue", { stage: "dev", color: "blue" })
    await register(client, service.Id, "green", { stage: "dev", color: "green" })
    const discover = async (input: object) => {
      const { Instances } = await client.send(new DiscoverInstancesCommand({ ...names, ...input }))
      return Instances?.map(each => each.InstanceId)
    }

    const required = await discover({ QueryParameters: { color: "blue" } })
    const optional = await discover({ OptionalParameters: { color: "green" } })
    const unmet = await discover({ QueryParameters: { stage: "dev" }, OptionalParameters: { color: "red" } })
    const limited = await discover({ MaxResults: 1 })

    expect([required, optional, unmet, limited]).toEqual([["blue"], ["green"], ["blue", "green"], ["blue"]])
  })

  it("raises the revision with every change of the instances", async () => {
    const { client, names, service } = await newService()
    const revision = async () =>
      (await client.send(new DiscoverInstancesRevisionCommand(names))).InstancesRevision ?? 0

    const before = await revision()
    await register(client, service.Id, "one", {})
    const after = await revision()

    expect(after).toBeGreaterThan(before)
  })

  it("refuses in Cloud Map's words", async () => {
    const { client, names, namespaceId, service } = await newService()
    await register(client, service.Id, "one", {})
    const refusal = (operation: Promise<unknown>) =>
      operation.then(
        () => "none",
        error => error.name,
      )
    const ServiceName = names.ServiceName

    const refusals = await Promise.all([
      refusal(client.send(new CreateHttpNamespaceCommand({ Name: names.NamespaceName }))),
      refusal(client.send(new CreateServiceCommand({ Name: ServiceName, NamespaceId: namespaceId }))),
      refusal(client.send(new DeleteNamespaceCommand({ Id: namespaceId }))),
      refusal(client.send(new DeleteServiceCommand({ Id: service.Id }))),
      refusal(client.send(new DiscoverInstancesCommand({ NamespaceName: "nowhere", ServiceName }))),
      refusal(client.send(new DiscoverInstancesCommand({ ...names, ServiceName: "nobody" }))),
      refusal(register(client, service.Id, "not allowed!", {})),
    ])

    expect(refusals).toEqual([
      "NamespaceAlreadyExists",
      "ServiceAlreadyExists",
      "ResourceInUse",
      "ResourceInUse",
      "NamespaceNotFound",
      "ServiceNotFound",
      "InvalidInput",
    ])
  })

  it("keeps namespaces, services, instances and their health when it is killed", async () => {
    const names = { NamespaceName: "facturo", ServiceName: "billing" }
    await acrossKill(
      async killed => {
        const { client, service } = await newService({ HealthCheckCustomConfig: {} }, killed, names)
        for (let number = 0; number < 20; number += 1) await register(client, service.Id, `i-${number}`, {})
        const ill = { ServiceId: service.Id, InstanceId: "i-7", Status: "UNHEALTHY" as const }
        await client.send(new UpdateInstanceCustomHealthStatusCommand(ill))
      },
      async restarted => {
        const client = clientFor(restarted)
        const all = await client.send(new DiscoverInstancesCommand({ ...names, HealthStatus: "ALL" }))
        const ill = await client.send(new DiscoverInstancesCommand({ ...names, HealthStatus: "UNHEALTHY" }))
        expect(all.Instances).toHaveLength(20)
        expect(ill.Instances?.map(each => each.InstanceId)).toEqual(["i-7"])
      },
    )
  })
})

let namespaces = 0

async function newService(
  settings: object = {},
  endpoint = url(),
  names = { NamespaceName: `namespace-${++namespaces}`, ServiceName: "billing" },
) {
  const client = clientFor(endpoint)
  const { OperationId } = await client.send(new CreateHttpNamespaceCommand({ Name: names.NamespaceName }))
  const { Operation } = await client.send(new GetOperationCommand({ OperationId }))
  const namespaceId = Operation?.Targets?.NAMESPACE ?? ""
  const { Service } = await client.send(
    new CreateServiceCommand({ Name: names.ServiceName, NamespaceId: namespaceId, ...settings }),
  )
  return { client, names, namespaceId, service: { Id: Service?.Id ?? "", Arn: Service?.Arn ?? "" } }
}

function register(
  client: ServiceDiscoveryClient,
  ServiceId: string,
  InstanceId: string,
  Attributes: Record<string, string>,
) {
  return client.send(new RegisterInstanceCommand({ ServiceId, InstanceId, Attributes }))
}

/** Without `disableHostPrefix` the SDK asks data-127.0.0.1, which no resolver knows. */
function clientFor(endpoint: string): ServiceDiscoveryClient {
  return new ServiceDiscoveryClient({ ...clientConfig(endpoint), disableHostPrefix: true })
}
