/** Headers of a request. */
import type { APIGatewayProxyEvent } from "aws-lambda"

/** A header's value, whatever the case of its name; undefined when it was not sent. */
export function headerOf(event: Pick<APIGatewayProxyEvent, "headers">, name: string): string | undefined {
  const wanted = name.toLowerCase()
  for (const [key, value] of Object.entries(event.headers ?? {})) {
    if (key.toLowerCase() === wanted) return value
  }
}
