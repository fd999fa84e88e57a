/** Puts the endpoints of one service together as the handler of its Lambda. */
import type { Endpoint } from "./endpoint.ts"
import { httpHandler } from "./handler.ts"
import { once } from "./idempotency.ts"
import { routesOf } from "./routes.ts"

/**
 * The handler of a service named as in its paths (`customer-service`). Every answer carries the correlation id; every
 * error is an `application/problem+json`. A POST with an `Idempotency-Key` is done once.
 */
export function httpService(name: string, endpoints: Endpoint[]) {
  const route = routesOf(name, endpoints)
  return httpHandler(name, async (event, context) => {
    const found = route(event)
    return found.method === "POST"
      ? found.run(event, work => once(name, { event, context }, work))
      : found.run(event)
  })
}
