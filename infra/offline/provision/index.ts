/**
 * Makes the resources that `infra/resources/` declares, through the AWS API of whatever endpoint is in force:
 * what CloudFormation does on AWS, for clouds that have none. What exists is left as it is, with its data.
 */
import type { Clients } from "../clients.ts"
import { ensureBucket, removeBucket } from "./bucket.ts"
import { type Physical, type Physicals, resolve } from "./intrinsics.ts"
import { ensureParameter, removeParameter } from "./parameter.ts"
import {
  ensureInstance,
  ensureNamespace,
  ensureService,
  removeInstance,
  removeNamespace,
  removeService,
} from "./service-discovery.ts"
import { ensureStream, removeStream } from "./stream.ts"
import { ensureTable, removeTable } from "./table.ts"

/** A CloudFormation resource. */
export type Resource = { Type: string; Properties?: Record<string, unknown> }

/** What was provisioned: turns intrinsic functions that refer to it into values. */
export type Provisioned = { resolve<T = unknown>(value: unknown): T; physicals: Physicals }

// biome-ignore lint/suspicious/noExplicitAny: each kind reads the properties of its own CloudFormation type
type Properties = any
type Kind = {
  ensure(clients: Clients, properties: Properties): Promise<Physical>
  remove(clients: Clients, physical: Physical, properties: Properties): Promise<void>
}

/** In the order of their making: later kinds refer to earlier ones. Removed in reverse. */
const kinds: Record<string, Kind> = {
  "AWS::DynamoDB::Table": { ensure: ensureTable, remove: removeTable },
  "AWS::Kinesis::Stream": { ensure: ensureStream, remove: removeStream },
  "AWS::S3::Bucket": { ensure: ensureBucket, remove: removeBucket },
  "AWS::SSM::Parameter": { ensure: ensureParameter, remove: removeParameter },
  "AWS::ServiceDiscovery::HttpNamespace": { ensure: ensureNamespace, remove: removeNamespace },
  "AWS::ServiceDiscovery::Service": { ensure: ensureService, remove: removeService },
  "AWS::ServiceDiscovery::Instance": { ensure: ensureInstance, remove: removeInstance },
}

/**
 * Makes every resource of a kind that is known here, and waits until each can be used. Other kinds (alarms,
 * policies, distributions) do nothing on a cloud without CloudFormation and are passed over.
 */
export async function provision(clients: Clients, resources: Record<string, Resource>): Promise<Provisioned> {
  const physicals: Physicals = {}
  for (const [type, kind] of Object.entries(kinds)) {
    const ofKind = Object.entries(resources).filter(([, resource]) => resource.Type === type)
    await Promise.all(
      ofKind.map(async ([logicalId, { Properties = {} }]) => {
        physicals[logicalId] = await kind.ensure(clients, resolve(Properties, physicals))
      }),
    )
  }
  return { physicals, resolve: <T>(value: unknown) => resolve(value, physicals) as T }
}

/** Removes what was provisioned, and all data in it. */
export async function unprovision(
  clients: Clients,
  resources: Record<string, Resource>,
  { physicals }: Provisioned,
): Promise<void> {
  for (const [type, kind] of Object.entries(kinds).reverse()) {
    const ofKind = Object.entries(resources).filter(([, resource]) => resource.Type === type)
    await Promise.all(
      ofKind.map(async ([logicalId, { Properties = {} }]) => {
        const physical = physicals[logicalId]
        if (physical) await kind.remove(clients, physical, resolve(Properties, physicals))
      }),
    )
  }
}
