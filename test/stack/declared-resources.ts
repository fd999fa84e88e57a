/** The resources that serverless.yml declares, for tests that need no framework: read from its files as they are. */
import { readFileSync } from "node:fs"
import { parse } from "yaml"
import type { Resource } from "../../infra/offline/provision/index.ts"

const root = new URL("../../", import.meta.url)

/** All resources for a stage, with the variables that the framework would fill in filled in. */
export function declaredResources(variables: Record<string, string>): Record<string, Resource> {
  const service = parse(readFileSync(new URL("serverless.yml", root), "utf8"), { merge: true })
  const files: string[] = service.resources.map((entry: string) => /file\((.+)\)/.exec(entry)?.[1])
  return Object.assign({}, ...files.map(file => readResources(file, variables)))
}

function readResources(file: string, variables: Record<string, string>): Record<string, Resource> {
  const text = readFileSync(new URL(file, root), "utf8")
  const filled = text.replace(/\$\{((?:sls|param|self):[\w:.]+)\}/g, (_, name: string) => {
    const value = variables[name]
    if (value === undefined) throw new Error(`${file} uses \${${name}}, which tests do not know.`)
    return value
  })
  return parse(filled).Resources ?? {}
}
