/** Headers in the description: what a client may send, and what it gets. */
import * as z from "zod"
import type { Endpoint } from "../../functions/shared/http/endpoint.ts"
import type { JsonSchema } from "./schemas.ts"

const text = { type: "string" }
// Without examples: a page to try the API would send them along.
const header = (name: string, description: string, schema: JsonSchema = text) => ({
  name,
  in: "header",
  description,
  schema,
})

/** Request headers, by the names that operations refer to. */
export const requestHeaders = {
  CorrelationId: header(
    "x-correlation-id",
    "A name for this request, to find it in the logs of all services; made when it is not given.",
  ),
  IdempotencyKey: header(
    "Idempotency-Key",
    "A key of your own: the same request sent again with it is not done again, and gets the first answer. For a day.",
    { type: "string", minLength: 1, maxLength: 255 },
  ),
  IfMatch: header(
    "If-Match",
    "The `ETag`, in its quotes, of the version that the change is meant for. Another one is 412, and nothing is written.",
  ),
  IfNoneMatch: header("If-None-Match", "The `ETag` of what you have: 304 when it is still so."),
  AcceptLanguage: header("Accept-Language", "French or English."),
}

const answered = (description: string) => ({ description, schema: text })

/** Response headers, by the names that operations refer to. */
export const responseHeaders = {
  CorrelationId: answered("The request's name in the logs."),
  ETag: answered("The version of what is shown, for `If-Match`."),
  Link: answered('Where the next page is: `<…>; rel="next"`. Missing on the last.'),
  Location: answered("Where it is."),
  Warning: answered("What could have been safer: 299, and a text."),
  CacheControl: answered("Whether the answer may be kept."),
  ContentLanguage: answered("The language of the document."),
  ContentDisposition: answered("The name to save it under."),
}

const parameter = (name: keyof typeof requestHeaders) => ({ $ref: `#/components/parameters/${name}` })

/** The headers that an endpoint reads. */
export function headersInto(endpoint: Endpoint): { $ref: string }[] {
  const { method } = endpoint
  return [
    parameter("CorrelationId"),
    ...(method === "POST" ? [parameter("IdempotencyKey")] : []),
    ...(isForVersion(endpoint) ? [parameter("IfMatch")] : []),
    ...(endpoint.revalidates ? [parameter("IfNoneMatch")] : []),
    ...(isPdf(endpoint) ? [parameter("AcceptLanguage")] : []),
  ]
}

/** The headers of an answer; `json` is the schema of its body, references followed. */
export function headersOut(endpoint: Endpoint, status: number, json: JsonSchema | undefined) {
  const { method, wantsKey, query, revalidates } = endpoint
  const hasVersion = json?.properties?.version !== undefined
  const isPage = json?.type === "array" && query !== undefined
  const names: Record<string, keyof typeof responseHeaders | false | undefined> = {
    "x-correlation-id": "CorrelationId",
    etag: (hasVersion || status === 304) && "ETag",
    "cache-control": method === "GET" && (hasVersion || revalidates || isPdf(endpoint)) && "CacheControl",
    link: isPage && "Link",
    location: (status === 201 || status === 303) && "Location",
    warning: (method === "PUT" || wantsKey) && "Warning",
    "content-language": isPdf(endpoint) && "ContentLanguage",
    "content-disposition": isPdf(endpoint) && "ContentDisposition",
  }
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, found]) =>
      found ? [[name, { $ref: `#/components/headers/${found}` }]] : [],
    ),
  )
}

const isPdf = ({ media }: Endpoint): boolean => media?.[200] === "application/pdf"

/** Whether it changes or ends a thing that has versions, and so takes `If-Match`. */
export function isForVersion({ method, params, answers }: Endpoint): boolean {
  if (method === "GET" || !params) return false
  const hasVersion = (schema: z.ZodType | null) => schema instanceof z.ZodObject && "version" in schema.shape
  return 204 in answers || Object.values(answers).some(hasVersion)
}
