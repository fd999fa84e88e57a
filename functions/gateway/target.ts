/** Where a forwarded request goes: always below the address that the service registered. */
import { UpstreamError } from "../shared/errors.ts"
import { HttpError } from "../shared/http/problem.ts"

type Query = Record<string, string[] | undefined> | null

/**
 * The address for `path` (as sent, percent-encoding kept; empty or with a leading slash) below the registered
 * `base`. Its origin is that of the base and its path begins with the base's path, whatever is asked for. Throws an
 * HttpError 400 for a path that a server could read as one outside, and an UpstreamError when `base` is no plain
 * http or https address.
 */
export function targetOf(base: string, path: string, query: Query): URL {
  const registered = readBase(base)
  const prefix = registered.pathname.replace(/\/+$/, "")
  const below = encodePath(path)
  if (hasDotSegment(below)) throw new HttpError(400, "The path has . or .. segments; it cannot be forwarded.")

  const written = `${prefix}${below}` || "/"
  const target = new URL(registered.origin + (written.startsWith("/") ? written : `/${written}`))
  target.search = queryOf(query)
  // Two leading slashes would be a host to whoever reads the request's target as a relative reference.
  if (written.startsWith("//") || target.origin !== registered.origin || !isBelow(target.pathname, prefix)) {
    throw new HttpError(400, "The path cannot be forwarded: it does not stay below the service.")
  }
  return target
}

function readBase(base: string): URL {
  const url = URL.canParse(base) ? new URL(base) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new UpstreamError("unreachable", "The service is registered with an address that cannot be called.")
  }
  return url
}

const isBelow = (path: string, prefix: string): boolean => path === prefix || path.startsWith(`${prefix}/`)

/**
 * Encodes what can never stand in a path (RFC 3986, 3.3) and leaves the rest, so that a path that is encoded already
 * stays as it is: a platform may hand over either.
 */
const encodePath = (path: string): string =>
  path
    .toWellFormed()
    .replace(/%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~!$&'()*+,;=:@/]/gu, part =>
      part.length === 3 && part.startsWith("%") ? part : encodeURIComponent(part),
    )

/** Whether any reading of the path, however often it is decoded, has a segment `.` or `..`. */
function hasDotSegment(path: string): boolean {
  let text = path
  for (let before = ""; before !== text; ) {
    before = text
    text = text.replace(/%(25|2e|2f|5c)/gi, part => String.fromCharCode(Number.parseInt(part.slice(1), 16)))
  }
  // Some servers cut `;…` off a segment before they look at it.
  return text.split(/[/\\]/).some(segment => /^\.\.?(;|$)/.test(segment))
}

/** The query, written anew from its decoded names and values, the order of a name's values kept. */
function queryOf(query: Query): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, values]) =>
    (values ?? []).map(value => `${encode(name)}=${encode(value)}`),
  )
  return pairs.join("&")
}

const encode = (text: string): string => encodeURIComponent(text.toWellFormed())
