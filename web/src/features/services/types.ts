/** Registered services on the wire, as the registry service declares them. */
import type { RegisteredService } from "../../../../functions/registry/schema.ts"

export type { RegisteredService }
export type Instance = RegisteredService["instances"][number]
