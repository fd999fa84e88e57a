/** Holds answers against the API's description: path, status, media type and body. */
import { readFileSync } from "node:fs"
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js"
import addFormats from "ajv-formats"

type Response = { $ref?: string; content?: Record<string, { schema?: object }> }
type Operation = { operationId: string; responses: Record<string, Response> }
type Description = {
  paths: Record<string, Record<string, Operation>>
  components: { responses: Record<string, Response> }
}

const file = new URL("../../functions/api-docs/openapi.json", import.meta.url)
const description: Description = JSON.parse(readFileSync(file, "utf8"))

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(description, "api")

/** Templates, those with the fewest parameters first: as API Gateway chooses. */
const templates = Object.keys(description.paths)
  .map(path => ({ path, pattern: patternOf(path), parameters: path.split("{").length }))
  .toSorted((a, b) => a.parameters - b.parameters || b.path.length - a.path.length)

/**
 * What is wrong with an answer, as one sentence; undefined when it is as described. `body` is the parsed JSON. What no
 * service's path is goes to the gateway, which hands on whatever a service says.
 */
export function faultOf(
  method: string,
  path: string,
  answer: { status: number; type: string | null; text: string; body: unknown },
): string | undefined {
  const operation = operationOf(method, path)
  if (!operation) return `${method} ${path} is not described.`
  const name = `${method} ${path} (${operation.operationId}) answered ${answer.status}`
  const response = follow(operation.responses[answer.status] ?? operation.responses.default)
  if (!response) return `${name}, which is not described: ${answer.text.slice(0, 300)}`
  if (!response.content) return answer.text === "" ? undefined : `${name} with a body that is not described.`
  const type = answer.type?.split(";")[0]?.trim() ?? ""
  const media = Object.keys(response.content).find(range => covers(range, type))
  if (!media) return `${name} as ${JSON.stringify(type)}, which is not described.`
  const isValid = validatorOf(response, media)
  if (!isValid || isValid(answer.body)) return undefined
  return `${name} with a body that is not as described: ${ajv.errorsText(isValid.errors)}: ${answer.text.slice(0, 500)}`
}

function operationOf(method: string, path: string): Operation | undefined {
  const [pathname = ""] = path.split("?")
  const key = method.toLowerCase()
  for (const { path: template, pattern } of templates) {
    const operation = description.paths[template]?.[key]
    if (operation && pattern.test(pathname)) return operation
  }
}

/** The gateway's `{path}` takes all that follows; every other parameter is one part of the path. */
function patternOf(path: string): RegExp {
  const source = path
    .split(/(\{\w+\})/)
    .map(part => (part === "{path}" ? ".+" : /^\{/.test(part) ? "[^/]+" : part.replace(/[.]/g, "\\.")))
  return new RegExp(`^${source.join("")}/?$`)
}

const follow = (response: Response | undefined): Response | undefined =>
  response?.$ref ? description.components.responses[response.$ref.split("/").at(-1) ?? ""] : response

const covers = (range: string, type: string): boolean =>
  range === "*/*" || range === type || (range.endsWith("/*") && type.startsWith(range.slice(0, -1)))

const validators = new Map<object, ValidateFunction>()

function validatorOf(response: Response, media: string): ValidateFunction | undefined {
  const schema = response.content?.[media]?.schema
  if (!schema) return undefined
  const known = validators.get(schema)
  if (known) return known
  const made = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')))
  validators.set(schema, made)
  return made
}
