/** JSON Schemas of the zod schemas, each exported one under a name of its own. */
import { readFileSync } from "node:fs"
import * as z from "zod"
import { docComments } from "./doc-comments.ts"
import type { Service } from "./services.ts"

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 has it. */
export type JsonSchema = { [key: string]: unknown; $ref?: string; properties?: Record<string, JsonSchema> }

/** Which side of a schema: what a client may send, or what it gets. */
export type Side = "input" | "output"

/** What a schema becomes, and where it is from. */
type Origin = { service: Service; exportName: string; comments: Map<string, string> }

/** Properties that every list takes. */
const shared: Record<string, string> = {
  limit: "How many at most.",
  cursor: "Where the page before ended, as its `Link` header or its answer says.",
}

/** Turns zod schemas into JSON Schemas; those with a name are collected in `components`. */
export class Schemas {
  readonly components: Record<string, JsonSchema> = {}
  readonly #names = z.registry<{ id: string }>()
  readonly #origins = new Map<unknown, Origin>()

  constructor(services: Service[]) {
    for (const service of services) this.#register(service)
  }

  /** The schema for one side: a reference where it has a name. */
  of(schema: z.ZodType, side: Side): JsonSchema {
    const { $defs = {}, properties } = z.toJSONSchema(z.object({ root: schema }), {
      io: side,
      metadata: this.#names,
      unrepresentable: "any",
      override: ({ zodSchema, jsonSchema }) =>
        tidy(zodSchema._zod.def as Def, jsonSchema as JsonSchema, side),
    }) as JsonSchema & { $defs?: Record<string, JsonSchema> }
    for (const [name, found] of Object.entries($defs)) this.#collect(name, found)
    return this.#described(schema, refersToComponents(properties?.root ?? {}))
  }

  #register(service: Service): void {
    if (Object.keys(service.schemas).length === 0) return
    const file = new URL(`../../functions/${service.folder}/schema.ts`, import.meta.url)
    const comments = docComments(readFileSync(file, "utf8"))
    for (const [exportName, schema] of Object.entries(service.schemas)) {
      if (!(schema instanceof z.ZodType)) continue
      this.#origins.set(schema, { service, exportName, comments })
      // Parameters are told one by one.
      if (/(Params|Query)$/.test(exportName)) continue
      this.#names.add(schema, { id: exportName.replace(/^./, first => first.toUpperCase()) })
    }
  }

  #collect(name: string, found: JsonSchema): void {
    const { id: _, $schema: __, ...rest } = refersToComponents(found)
    const described = this.#describedByName(name, rest)
    const before = this.components[name]
    if (before && JSON.stringify(before) !== JSON.stringify(described)) {
      throw new Error(
        `Two schemas are named ${name}: one is to have another name, or to be used on one side only.`,
      )
    }
    this.components[name] = described
  }

  #describedByName(name: string, json: JsonSchema): JsonSchema {
    for (const [schema, { exportName }] of this.#origins) {
      if (exportName.replace(/^./, first => first.toUpperCase()) === name)
        return this.#described(schema, json)
    }
    return json
  }

  /** With the descriptions that its source gives. */
  #described(schema: unknown, json: JsonSchema): JsonSchema {
    const origin = this.#origins.get(schema)
    if (!origin || json.$ref) return json
    const { comments, exportName } = origin
    const properties = Object.entries(json.properties ?? {}).map(([name, property]) => {
      const description = comments.get(`${exportName}.${name}`) ?? shared[name]
      return [name, description ? { ...property, description } : property]
    })
    const description = comments.get(exportName)
    return {
      ...(description ? { description } : {}),
      ...json,
      ...(json.properties ? { properties: Object.fromEntries(properties) } : {}),
    }
  }
}

/** What is asked of a zod schema's inside here. */
type Def = { type: string; in?: z.ZodType; out?: z.ZodType; defaultValue?: unknown }

/** What zod leaves open, or says too much about. */
function tidy(def: Def, json: JsonSchema, side: Side): void {
  delete json.override
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum
  if (json.format !== undefined) delete json.pattern // the format says it, in fewer words
  if (side === "output") return
  if (def.type === "default" && isPlain(def.defaultValue)) json.default = def.defaultValue
  if (def.type === "pipe" && isNumeric(def.in)) {
    for (const key of Object.keys(json)) delete json[key]
    Object.assign(json, numberOrText(def.out))
  }
}

const isPlain = (value: unknown): boolean => value === null || typeof value !== "object"

/** A number that may come as a text; its limits are those of what it is read into. */
function numberOrText(out: z.ZodType | undefined): JsonSchema {
  const { $schema: _, ...limits } = z.toJSONSchema(out ?? z.any(), {
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) =>
      tidy(zodSchema._zod.def as Def, jsonSchema as JsonSchema, "output"),
  }) as JsonSchema
  // What is transformed is an amount.
  const number = limits.type ? limits : { type: "number", minimum: 0 }
  return { ...number, type: [number.type, "string"] }
}

/** Whether it is `numeric` of functions/shared/money.ts, with or without conditions of its own. */
const isNumeric = (schema: z.ZodType | undefined): boolean =>
  schema !== undefined &&
  (z.globalRegistry.get(schema)?.override as { type?: string } | undefined)?.type === "number"

const refersToComponents = (json: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(json).replaceAll("#/$defs/", "#/components/schemas/"))
