/** One system for all integration and browser tests of a run: started by who comes first, ended by who leaves last. */
import type { TestProject } from "vitest/node"
import { type System, type SystemAddress, startSystem } from "./system.ts"

declare module "vitest" {
  export interface ProvidedContext {
    system: SystemAddress
  }
}

type Shared = { system: Promise<System>; users: number }
const shared = globalThis as { facturoSystem?: Shared }

export default async function setup(project: TestProject) {
  shared.facturoSystem ??= { system: startSystem(), users: 0 }
  const { facturoSystem } = shared
  facturoSystem.users++
  const { apiUrl, cloudUrl, stage, dataDir } = await facturoSystem.system
  project.provide("system", { apiUrl, cloudUrl, stage, dataDir })
  return async () => {
    facturoSystem.users--
    if (facturoSystem.users === 0) await (await facturoSystem.system).stop()
  }
}
