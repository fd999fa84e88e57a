/** The whole API as an OpenAPI 3.1 document, from the endpoints' own definitions. */
import { gatewayPaths, gatewayTag } from "./gateway-paths.ts"
import { requestHeaders, responseHeaders } from "./headers.ts"
import { operationOf } from "./operation.ts"
import { problemResponses, problemSchema } from "./problems.ts"
import { type JsonSchema, Schemas } from "./schemas.ts"
import { services } from "./services.ts"

/** A path's operations, by method in lower case. */
type Paths = Record<string, Record<string, unknown>>

export type OpenApi = {
  openapi: string
  paths: Paths
  components: { schemas: Record<string, JsonSchema> } & Record<string, unknown>
} & Record<string, unknown>

/** Describes it. The same sources give the same document. */
export function describeApi(): OpenApi {
  const schemas = new Schemas(services)
  const paths: Paths = {}
  for (const { name, endpoints } of services) {
    for (const endpoint of endpoints) {
      paths[endpoint.path] = {
        ...paths[endpoint.path],
        [endpoint.method.toLowerCase()]: operationOf(endpoint, name, schemas),
      }
    }
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Facturo",
      version: "1",
      summary: "Invoicing: customers, products, bills, and a stream of invoices.",
      description:
        "Amounts are decimal numbers of the major unit with at most two places; numbers may be sent as texts. " +
        "Times are ISO 8601 in UTC. Errors are `application/problem+json`. Lists are pages, newest first: " +
        "the next one is in the `Link` header. The name of a service in a path is not case-sensitive.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [
      { url: "./", description: "Where this description is." },
      { url: "http://localhost:8888", description: "A laptop." },
    ],
    tags: [...services.map(({ name, description }) => ({ name, description })), gatewayTag],
    paths: { ...paths, ...gatewayPaths },
    components: {
      schemas: { ...sorted(schemas.components), Problem: problemSchema },
      responses: problemResponses(),
      parameters: requestHeaders,
      headers: responseHeaders,
    },
  }
}

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => a.localeCompare(b, "en")))
