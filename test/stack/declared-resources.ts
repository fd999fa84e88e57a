/** The resources that serverless.yml declares, for tests that need no framework: read from its files as they are. */
import { readFileSync } from "node:fs"
import { parse } from "yaml"
import type { Resource } from "../../infra/offline/provision/index.ts"

const root = new URL("../../", import.meta.url)

/** All resources for a stage, with the variables that the framework would fill in filled in: these, else its defaults. */
export function declaredResources(variables: Record<string, string>): Record<string, Resource> {
  const service = parse(readFileSync(new URL("serverless.yml", root), "utf8"), { merge: true })
  const defaults = Object.fromEntries(
    Object.entries(service.params.default).map(([name, value]) => [`param:${name}`, value]),
  )
  const known = { ...defaults, ...variables }
  const files = service.resources.flatMap((entry: string) => fileOf(entry, known) ?? [])
  return Object.assign({}, ...files.map((file: string) => readResources(file, known)))
}

/** An entry is a file, or a parameter that is a file in some stages. */
function fileOf(entry: string, known: Record<string, unknown>): string | undefined {
  const [, parameter] = /^\$\{(param:\w+)\}$/.exec(entry) ?? []
  const text = parameter ? known[parameter] : entry
  return typeof text === "string" ? /file\((.+)\)/.exec(text)?.[1] : undefined
}

function readResources(file: string, known: Record<string, unknown>): Record<string, Resource> {
  const text = readFileSync(new URL(file, root), "utf8")
  const filled = text.replace(/\$\{((?:sls|param|self):[\w:.]+)\}/g, (_, name: string) => {
    const value = known[name]
    if (value === undefined) throw new Error(`${file} uses \${${name}}, which tests do not know.`)
    return String(value)
  })
  return parse(filled, { merge: true }).Resources ?? {}
}
