/** Headers that are meant for one connection only and are not passed on (RFC 9110, 7.6.1). */

const always = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]

/** The names, in lower case, that must not be passed on: the known ones and those that `Connection` lists. */
export function hopByHop(connection: string[]): Set<string> {
  const named = connection.flatMap(value => value.split(",")).map(name => name.trim().toLowerCase())
  return new Set([...always, ...named])
}
