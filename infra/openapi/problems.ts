/** Errors in the description: `application/problem+json`, by the statuses that follow from what an endpoint takes. */
import type { Endpoint } from "../../functions/shared/http/endpoint.ts"
import { isForVersion } from "./headers.ts"
import type { JsonSchema } from "./schemas.ts"

export const problemSchema: JsonSchema = {
  type: "object",
  description: "What went wrong, as RFC 9457 has it.",
  required: ["type", "title", "status", "detail", "instance"],
  additionalProperties: false,
  properties: {
    type: { type: "string", const: "about:blank" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    instance: { type: "string", description: "The path that was asked for." },
    errors: {
      type: "array",
      description: "Each fault, and where it is.",
      items: {
        type: "object",
        required: ["path", "message"],
        additionalProperties: false,
        properties: {
          path: { type: "string" },
          message: { type: "string" },
          productId: { type: "string", description: "Of stock that does not suffice: the product." },
          productName: { type: "string" },
          left: { type: "integer", description: "How many of it are there." },
          asked: { type: "integer", description: "How many were asked for." },
        },
      },
    },
  },
}

type Problem = { name: string; description: string; example?: { detail: string; errors?: unknown } }

export const problems: Record<number, Problem> = {
  400: { name: "Malformed", description: "A body that is no JSON, or a header that cannot be read." },
  404: { name: "NotFound", description: "There is no such thing." },
  405: { name: "MethodNotAllowed", description: "The method is not for this." },
  409: { name: "Conflict", description: "The request does not fit what is there now; `detail` says why." },
  412: {
    name: "PreconditionFailed",
    description: "`If-Match` names a version that is past. Nothing was written.",
  },
  413: { name: "TooLarge", description: "The body is too large." },
  415: { name: "UnsupportedMediaType", description: "The body is not declared as JSON." },
  422: { name: "Invalid", description: "Readable, and not acceptable; `errors` lists every fault." },
  500: {
    name: "InternalError",
    description: "Our fault. The log has the details, under the correlation id.",
  },
  502: { name: "BadGateway", description: "Another service that is needed failed." },
  503: {
    name: "Unavailable",
    description: "Another service that is needed is not there, or too much goes on at once.",
  },
  504: { name: "GatewayTimeout", description: "Another service that is needed did not answer in time." },
}

/** The statuses of the errors that an endpoint may answer. */
export function problemsOf(endpoint: Endpoint): number[] {
  const { method, body, params } = endpoint
  return [
    400,
    ...(params ? [404] : []),
    ...(method === "GET" ? [] : [409]),
    ...(isForVersion(endpoint) ? [412] : []),
    ...(body ? [413, 415] : []),
    422,
    500,
    502,
    503,
    504,
  ]
}

/** The answers, by the names that operations refer to. */
export const problemResponses = (): Record<string, unknown> =>
  Object.fromEntries(
    Object.values(problems).map(({ name, description }) => [
      name,
      {
        description,
        headers: { "x-correlation-id": { $ref: "#/components/headers/CorrelationId" } },
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  )
