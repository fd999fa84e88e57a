/** Finds the endpoint of a service that a request is for. */
import type { APIGatewayProxyEvent } from "aws-lambda"
import * as z from "zod"
import { type Endpoint, endpoint } from "./endpoint.ts"
import { HttpError } from "./problem.ts"

/**
 * A function that finds it: API Gateway has matched the path already, so `resource` names the endpoint. `/health` is
 * added. Throws an HttpError 404 for a path that API Gateway knows and the service does not.
 */
export function routesOf(name: string, endpoints: Endpoint[]): (event: APIGatewayProxyEvent) => Endpoint {
  const routes = new Map([...endpoints, health(name)].map(e => [`${e.method} ${e.path}`, e]))
  return event => {
    const found = routes.get(`${event.httpMethod} ${event.resource}`)
    if (!found) throw new HttpError(404, `There is no ${event.httpMethod} ${event.path}.`)
    return found
  }
}

/** The endpoint that every service has beside its own. */
export const health = (name: string): Endpoint =>
  endpoint({
    method: "GET",
    path: `/${name}/health`,
    summary: "Tells that the service answers.",
    answers: { 200: z.object({ status: z.literal("UP") }) },
    handle: async () => ({ status: 200, body: { status: "UP" } }),
  })
