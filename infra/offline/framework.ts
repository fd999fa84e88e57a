/** What the plugin uses of the Serverless Framework, which brings no types. */
import type { Resource } from "./provision/index.ts"

export type Serverless = {
  serviceDir: string
  service: {
    provider: {
      region: string
      stage: string
      compiledCloudFormationTemplate?: { Resources: Record<string, Resource>; Outputs: object }
    }
    custom: { "serverless-offline": { httpPort: number | string; lambdaPort: number | string } }
    resources: { Resources: Record<string, Resource> }
    getAllFunctions(): string[]
    getFunction(key: string): { name: string }
  }
  getProvider(name: "aws"): {
    naming: { getLambdaLogicalId(key: string): string }
    getStage(): string
    getRegion(): string
  }
  pluginManager: { plugins: { compileStreamEvents?(): void }[] }
  classes: { Error: new (message: string) => Error }
}

export type Options = { httpPort?: string; lambdaPort?: string }
