/** Who made a request, as well as API Gateway knows it. */
import type { APIGatewayProxyEvent } from "aws-lambda"

/** The principal that an authorizer found, else the IAM identity, else the address that the request came from. */
export function callerOf({ requestContext }: APIGatewayProxyEvent): string {
  const { authorizer, identity } = requestContext ?? {}
  return authorizer?.principalId ?? identity?.userArn ?? identity?.sourceIp ?? "unknown"
}
