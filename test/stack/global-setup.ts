/** One system for all integration and browser tests of a run: started by who comes first, ended by who leaves last. */
import type { TestProject } from "vitest/node"
import { allCapabilities, type Capabilities, findCapabilities, missingIn } from "./capabilities.ts"
import { type System, type SystemAddress, startSystem } from "./system.ts"

declare module "vitest" {
  export interface ProvidedContext {
    system: SystemAddress
    capabilities: Capabilities
  }
}

type Shared = { system: Promise<System>; capabilities: Promise<Capabilities>; users: number }
const shared = globalThis as { facturoSystem?: Shared }

export default async function setup(project: TestProject) {
  shared.facturoSystem ??= start()
  const { facturoSystem } = shared
  facturoSystem.users++
  const { apiUrl, cloudUrl, lambdaUrl, stage, dataDir } = await facturoSystem.system
  project.provide("capabilities", await facturoSystem.capabilities)
  project.provide("system", { apiUrl, cloudUrl, lambdaUrl, stage, dataDir })
  return async () => {
    facturoSystem.users--
    if (facturoSystem.users === 0) await (await facturoSystem.system).stop()
  }
}

function start(): Shared {
  const system = startSystem()
  return { system, capabilities: system.then(({ cloudUrl }) => askCloud(cloudUrl)), users: 0 }
}

async function askCloud(cloudUrl: string): Promise<Capabilities> {
  if (!process.env.AWS_ENDPOINT_URL) return allCapabilities
  const capabilities = await findCapabilities(cloudUrl)
  const missing = missingIn(capabilities)
  if (missing.length > 0)
    console.log(`The cloud at ${cloudUrl} cannot do all that is tested. Skipped is what needs:`)
  for (const line of missing) console.log(`  ${line}`)
  return capabilities
}
