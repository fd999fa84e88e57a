/** A service that is only read. It needs no record of what was done, and no code for it in its bundle. */
import type { Endpoint } from "./endpoint.ts"
import { httpHandler } from "./handler.ts"
import { routesOf } from "./routes.ts"

/** As `httpService`, for endpoints that are all GET; throws for any other. */
export function readService(name: string, endpoints: Endpoint[]) {
  const other = endpoints.find(({ method }) => method !== "GET")
  if (other) throw new Error(`${name} is only read, and has ${other.method} ${other.path}.`)
  const route = routesOf(name, endpoints)
  return httpHandler(name, async event => route(event).run(event))
}
