/**
 * The stage of the API as a resource of its own, with throttling, access logs and tracing in it. The framework makes
 * a stage out of its deployment, which can hold none of these, and would patch them in afterwards, by a function with
 * rights over every API of the account.
 */
import { ofType, type Template } from "./template.ts"

/** Requests a second over time and at once; what comes on top is answered 429. Of the account's 10,000 and 5,000. */
export type Throttle = { rate: number; burst: number }

/** What an access log line has. No address of a client but its IP, no header, no body. */
const logFormat = {
  time: "$context.requestTime",
  requestId: "$context.requestId",
  traceId: "$context.xrayTraceId",
  ip: "$context.identity.sourceIp",
  method: "$context.httpMethod",
  path: "$context.path",
  resource: "$context.resourcePath",
  status: "$context.status",
  bytes: "$context.responseLength",
  latency: "$context.responseLatency",
  integrationLatency: "$context.integrationLatency",
  integrationError: "$context.integrationErrorMessage",
}

/** Parts stage and deployment. The log group and the account's role are in `infra/resources/aws/api-access.yml`. */
export function addApiStage(template: Template, stage: string, { rate, burst }: Throttle): void {
  const [[deploymentId, deployment] = []] = ofType(template, "AWS::ApiGateway::Deployment")
  if (!deploymentId || !deployment) return
  delete deployment.Properties.StageName
  template.Resources.ApiGatewayStage = {
    Type: "AWS::ApiGateway::Stage",
    DependsOn: ["ApiAccount"],
    Properties: {
      RestApiId: { Ref: "ApiGatewayRestApi" },
      DeploymentId: { Ref: deploymentId },
      StageName: stage,
      TracingEnabled: true,
      AccessLogSetting: {
        DestinationArn: { "Fn::GetAtt": ["ApiAccessLog", "Arn"] },
        Format: JSON.stringify(logFormat),
      },
      MethodSettings: [
        { HttpMethod: "*", ResourcePath: "/*", ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst },
      ],
    },
  }
}
