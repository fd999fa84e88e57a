/** The gateway's own routes, which are no `endpoint(...)`: the index, and whatever goes to a registered service. */

const tags = ["gateway"]
const anything = {
  default: {
    description: "What the service answers; a problem when there is no such service, or it does not answer.",
    content: { "*/*": {} },
  },
}

const parameter = (name: string, description: string) => ({
  name,
  in: "path",
  required: true,
  description,
  schema: { type: "string" },
})
const service = parameter("service", "A registered service, as `demo-service`; not case-sensitive.")
const path = parameter("path", "The path below the service, with slashes in it.")

/** What API Gateway calls ANY, but for those of its methods that OpenAPI 3.1 has no word for. */
const methods = ["get", "post", "put", "patch", "delete", "head", "options"] as const

const forward = (name: string, parameters: object[]) =>
  Object.fromEntries(
    methods.map(method => [
      method,
      {
        operationId: `${method}${name}`,
        tags,
        summary: "Hands the request on to the service that the path names",
        parameters,
        responses: anything,
      },
    ]),
  )

const link = (name: string) => ({ [name]: { type: "string" } })
const index = {
  type: "object",
  required: ["name", "services", "links"],
  properties: {
    ...link("name"),
    services: {
      type: "array",
      items: {
        type: "object",
        required: ["name", "href", "health"],
        properties: { ...link("name"), ...link("href"), ...link("health") },
      },
    },
    links: { type: "object", additionalProperties: { type: "string" } },
  },
}

const problem = (name: string) => ({ $ref: `#/components/responses/${name}` })
const indexAnswers = {
  200: { description: "As asked for.", content: { "application/json": { schema: index } } },
  ...{ 405: problem("MethodNotAllowed"), 500: problem("InternalError") },
  ...{ 502: problem("BadGateway"), 503: problem("Unavailable"), 504: problem("GatewayTimeout") },
}

export const gatewayTag = { name: "gateway", description: "The API's index, and other registered services." }

export const gatewayPaths = {
  "/": {
    ...Object.fromEntries(
      methods.map(method => [
        method,
        {
          operationId: `${method}Index`,
          tags,
          summary: method === "get" ? "What this is, and which services can be reached" : "Not for this",
          responses: indexAnswers,
        },
      ]),
    ),
  },
  "/{service}": forward("Service", [service]),
  "/{service}/{path}": forward("ServicePath", [service, path]),
}
