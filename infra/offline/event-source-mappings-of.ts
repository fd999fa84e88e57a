/** The event source mappings of the service, out of the CloudFormation that the framework compiles for AWS. */
import type { MappingDefinition } from "./event-source-mapping/index.ts"
import type { Serverless } from "./framework.ts"
import type { Provisioned } from "./provision/index.ts"

/**
 * Lets the framework compile the `stream` events as it does for a deployment, and resolves what they refer to.
 * What is emulated is so what would be deployed, down to the default values.
 */
export function eventSourceMappingsOf(serverless: Serverless, provisioned: Provisioned): MappingDefinition[] {
  const { provider } = serverless.service
  provider.compiledCloudFormationTemplate ??= { Resources: {}, Outputs: {} }
  const compiler = serverless.pluginManager.plugins.find(
    plugin => plugin.constructor.name === "AwsCompileStreamEvents",
  )
  compiler?.compileStreamEvents?.()
  const names = functionNamesByLogicalId(serverless)
  return Object.entries(provider.compiledCloudFormationTemplate.Resources)
    .filter(([, resource]) => resource.Type === "AWS::Lambda::EventSourceMapping")
    .map(([id, { Properties = {} }]) => {
      const { FunctionName, ...rest } = Properties as { FunctionName: { "Fn::GetAtt": [string, "Arn"] } }
      const properties = provisioned.resolve<Record<string, unknown>>(rest)
      return {
        id,
        functionName: names.get(FunctionName["Fn::GetAtt"][0]) ?? "",
        eventSourceArn: properties.EventSourceArn as string,
        properties,
      }
    })
}

function functionNamesByLogicalId(serverless: Serverless): Map<string, string> {
  const { naming } = serverless.getProvider("aws")
  return new Map(
    serverless.service
      .getAllFunctions()
      .map(key => [naming.getLambdaLogicalId(key), serverless.service.getFunction(key).name]),
  )
}
