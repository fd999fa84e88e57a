/** The headers of a forwarded request. */
import type { APIGatewayProxyEvent } from "aws-lambda"
import { correlationHeader, correlationId } from "../shared/correlation.ts"
import { resourceName } from "../shared/stage.ts"
import { hopByHop } from "./hop-by-hop.ts"

/** Headers by their names in lower case. */
export type Headers = Record<string, string[]>

// Made anew for the next connection. `Expect` was answered by API Gateway already.
const ours = ["host", "content-length", "expect"]

/** The name of this gateway in `Via` (RFC 9110, 7.6.3) and `CDN-Loop` (RFC 8586). */
const pseudonym = () => resourceName("gateway")

/** Whether this gateway has forwarded the request before. */
export function hasPassedHere(event: APIGatewayProxyEvent): boolean {
  const { via = [], "cdn-loop": loop = [] } = headersOf(event)
  const passed = [...via, ...loop].flatMap(value => value.split(",")).map(hop => hop.trim().split(/\s+/))
  return passed.some(hop => hop.includes(pseudonym()))
}

/**
 * The request's headers as the service gets them: all but those of this connection, with the client's address,
 * protocol and host, the correlation id, and our mark against loops.
 */
export function forwardedHeaders(event: APIGatewayProxyEvent): Headers {
  const sent = headersOf(event)
  const dropped = hopByHop(sent.connection ?? [])
  const kept = Object.entries(sent).filter(([name]) => !dropped.has(name) && !ours.includes(name))
  return {
    ...Object.fromEntries(kept),
    "x-forwarded-for": [forwardedFor(sent, event.requestContext.identity.sourceIp)],
    // API Gateway sets it; where nothing in front did, the connection was a plain one.
    "x-forwarded-proto": sent["x-forwarded-proto"] ?? ["http"],
    ...(sent.host ? { "x-forwarded-host": sent.host } : {}),
    ...(correlationId() ? { [correlationHeader]: [correlationId() as string] } : {}),
    via: [...(sent.via ?? []), `1.1 ${pseudonym()}`],
    // Beside Via, because some platforms write a Via of their own over it.
    "cdn-loop": [...(sent["cdn-loop"] ?? []), pseudonym()],
  }
}

/** The chain of addresses so far, and the client's if API Gateway has not put it there. */
function forwardedFor(sent: Headers, sourceIp: string): string {
  const chain = (sent["x-forwarded-for"] ?? []).flatMap(value => value.split(",")).map(hop => hop.trim())
  return (chain.includes(sourceIp) ? chain : [...chain, sourceIp]).join(", ")
}

function headersOf(event: APIGatewayProxyEvent): Headers {
  const headers: Headers = {}
  for (const [name, values] of Object.entries(event.multiValueHeaders ?? {})) {
    // Two spellings of one name are two headers of that name.
    headers[name.toLowerCase()] = [...(headers[name.toLowerCase()] ?? []), ...(values ?? [])]
  }
  return headers
}
