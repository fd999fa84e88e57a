import { readFileSync } from "node:fs"
import { Validator } from "@seriousme/openapi-schema-validator"
import { Ajv2020 } from "ajv/dist/2020.js"
import addFormats from "ajv-formats"
import { describe, expect, it } from "vitest"
import { describeApi } from "./describe.ts"
import { docComments } from "./doc-comments.ts"
import { services } from "./services.ts"

const description = describeApi()
const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    operation: operation as Record<string, any>,
  })),
)

describe("the description of the API", () => {
  it("is the one that is served: if not, run `npm run openapi`", () => {
    const served = readFileSync(new URL("../../functions/api-docs/openapi.json", import.meta.url), "utf8")

    expect(JSON.parse(served)).toEqual(JSON.parse(JSON.stringify(description)))
  })

  it("is OpenAPI 3.1", async () => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(JSON.parse(JSON.stringify(description)))

    expect(errors).toBeUndefined()
    expect(valid).toBe(true)
    expect(validator.version).toBe("3.1")
  })

  it("has every endpoint of every service, each under a name of its own", () => {
    const endpoints = services.flatMap(service =>
      service.endpoints.map(({ method, path }) => `${method} ${path}`),
    )
    const names = operations.map(({ name }) => name)
    const ids = operations.map(({ operation }) => operation.operationId)

    expect(names).toEqual(expect.arrayContaining(endpoints))
    expect(new Set(ids).size).toBe(ids.length)
  })

  it("says what a client may send: numbers as texts too, defaults, and nothing unknown", () => {
    const { ProductInput } = description.components.schemas

    expect(ProductInput).toMatchObject({ required: ["name", "price"], additionalProperties: false })
    expect(ProductInput?.properties?.price).toMatchObject({ type: ["number", "string"], minimum: 0 })
    expect(ProductInput?.properties?.quantity).toMatchObject({ type: ["integer", "string"], default: 0 })
  })

  it("says what a client gets: numbers only", () => {
    expect(description.components.schemas.Product?.properties?.price).toMatchObject({ type: "number" })
  })

  it("has examples that are as the schemas say", () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    addFormats.default(ajv)
    ajv.addSchema(JSON.parse(JSON.stringify(description)), "api")
    const contents = operations.flatMap(({ name, operation }) =>
      [operation.requestBody, ...Object.values<any>(operation.responses)].flatMap(part =>
        part?.content?.["application/json"]?.example ? [{ name, ...part.content["application/json"] }] : [],
      ),
    )

    expect(contents.length).toBeGreaterThan(15)
    for (const { name, schema, example } of contents) {
      const text = JSON.stringify(schema).replaceAll('"#/', '"api#/')
      const isValid = ajv.compile(JSON.parse(text))
      expect([name, isValid(example), isValid.errors]).toEqual([name, true, null])
    }
  })
})

it("takes descriptions from the comments over schemas and their properties", () => {
  const source = `/** One
 * thing; \`price\` is in minor units after parsing. */
export const thing = z.object({
  /** Its name. */
  name: z.string(),
  id: z.string(),
})

/** Not this. */
type Other = {
  /** Nor this. */
  a: string
}

export const plain = z.string()
`
  expect(Object.fromEntries(docComments(source))).toEqual({ thing: "One thing.", "thing.name": "Its name." })
})
