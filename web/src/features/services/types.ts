/** Registered services and their configuration on the wire, as the registry service declares them. */
import type { ConfigurationValue, RegisteredService } from "../../../../functions/registry/schema.ts"

export type { ConfigurationValue, RegisteredService }
export type Instance = RegisteredService["instances"][number]
