/** One endpoint as an operation of the description. */
import type * as z from "zod"
import type { Endpoint } from "../../functions/shared/http/endpoint.ts"
import { exampleAnswers, exampleBodies } from "./examples.ts"
import { headersInto, headersOut } from "./headers.ts"
import { problems, problemsOf } from "./problems.ts"
import type { JsonSchema, Schemas } from "./schemas.ts"

/** The operation. `tag` is its service. */
export function operationOf(endpoint: Endpoint, tag: string, schemas: Schemas) {
  const { body, params, query, summary } = endpoint
  const name = nameOf(endpoint)
  const example = exampleBodies[name]
  return {
    operationId: idOf(endpoint),
    tags: [tag],
    summary: summary.replace(/\.$/, ""),
    parameters: [
      ...parametersOf("path", params, schemas),
      ...parametersOf("query", query, schemas),
      ...headersInto(endpoint),
    ],
    ...(body
      ? {
          requestBody: {
            required: true,
            content: {
              "application/json": { schema: schemas.of(body, "input"), ...(example ? { example } : {}) },
            },
          },
        }
      : {}),
    responses: { ...answersOf(endpoint, schemas), ...problemAnswersOf(endpoint) },
  }
}

/** The name by which examples are found: `POST /billing-service/bills`. */
export const nameOf = ({ method, path }: Pick<Endpoint, "method" | "path">): string => `${method} ${path}`

/** `getBillingBillsById`: method and path, so that it stays when others come. */
function idOf({ method, path }: Endpoint): string {
  const words = path
    .replace(/-service(?=\/)/, "")
    .replace(/\{(\w+)\}/g, "by-$1")
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
  return method.toLowerCase() + words.map(word => word.replace(/^./, first => first.toUpperCase())).join("")
}

function parametersOf(place: "path" | "query", schema: z.ZodType | undefined, schemas: Schemas) {
  if (!schema) return []
  const { properties = {}, required = [] } = schemas.of(schema, "input") as JsonSchema & {
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(description ? { description } : {}),
    schema: rest,
  }))
}

function answersOf(endpoint: Endpoint, schemas: Schemas) {
  const { answers, media = {}, revalidates } = endpoint
  const known = Object.entries({ ...answers, ...(revalidates ? { 304: null } : {}) })
  return Object.fromEntries(
    known.map(([key, schema]) => {
      const status = Number(key)
      const json = schema ? schemas.of(schema, "output") : undefined
      const example = status < 300 ? exampleAnswers[nameOf(endpoint)] : undefined
      const content = {
        ...(json ? { "application/json": { schema: json, ...(example ? { example } : {}) } } : {}),
        ...(media[status] ? { [media[status]]: {} } : {}),
      }
      return [
        key,
        {
          description: descriptions[status] ?? "Done.",
          headers: headersOut(endpoint, status, json && followed(json, schemas)),
          ...(Object.keys(content).length > 0 ? { content } : {}),
        },
      ]
    }),
  )
}

const problemAnswersOf = (endpoint: Endpoint) =>
  Object.fromEntries(
    problemsOf(endpoint).map(status => [
      status,
      { $ref: `#/components/responses/${problems[status]?.name}` },
    ]),
  )

const followed = (json: JsonSchema, { components }: Schemas): JsonSchema =>
  (json.$ref ? components[json.$ref.replace("#/components/schemas/", "")] : undefined) ?? json

const descriptions: Record<number, string> = {
  200: "As asked for.",
  201: "Made.",
  202: "Begun.",
  204: "Done; there is nothing to show.",
  303: "See the address in `Location`.",
  304: "You have it already.",
}
