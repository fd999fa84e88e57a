/** GET / */
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda"
import * as z from "zod"
import { UpstreamError } from "../../shared/errors.ts"
import { HttpError, problem } from "../../shared/http/problem.ts"
import { serviceClient } from "../../shared/service-client.ts"

const registry = serviceClient("registry-service")

/** What the index needs of the registry's answer. */
const registeredServices = z.array(z.object({ name: z.string() }))

/** A short index: what this is, which services can be reached, and where to read on. */
export async function describeApi(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  if (event.httpMethod !== "GET" && event.httpMethod !== "HEAD") return notAllowed(event)
  const answer = registeredServices.safeParse((await registry.get("/services")).body)
  if (!answer.success)
    throw new UpstreamError("unreachable", "registry-service answered no list of services.")
  const services = answer.data.map(({ name }) => ({ name, href: `/${name}`, health: `/${name}/health` }))
  const links = { services: "/registry-service/services" }
  return {
    statusCode: 200,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({ name: "Facturo", services, links }),
  }
}

function notAllowed({ httpMethod, path }: APIGatewayProxyEvent): APIGatewayProxyResult {
  const refusal = problem(new HttpError(405, `There is no ${httpMethod} ${path}, only GET.`), path)
  return { ...refusal, headers: { ...refusal.headers, allow: "GET, HEAD" } }
}
