/** Reads the `Link` header (RFC 8288) by which the API's lists say where their next page is. */

/** The addresses of a `Link` header by relation: `<...>; rel="next"`. */
export function parseLinkHeader(header: string | null): Record<string, string> {
  const links: Record<string, string> = {}
  for (const [, address = "", parameters = ""] of (header ?? "").matchAll(/<([^>]*)>((?:\s*;[^,<]*)*)/g)) {
    const relations = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(parameters)
    for (const relation of (relations?.[1] ?? relations?.[2] ?? "").split(/\s+/).filter(Boolean)) {
      links[relation.toLowerCase()] ??= address
    }
  }
  return links
}

/** The cursor of the next page; undefined on the last one. */
export function nextCursor(header: string | null): string | undefined {
  const { next } = parseLinkHeader(header)
  if (!next) return undefined
  return new URL(next, "http://api").searchParams.get("cursor") ?? undefined
}
