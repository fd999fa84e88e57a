/** Reading the IAM policies of a template. */
import { ofType, type Template } from "../../infra/deploy/template.ts"

type Statement = { Effect: string; Action: string | string[]; Resource: unknown; Condition?: object }

/** One action on one resource that a role allows; `${Id.Attribute}` stands for an intrinsic function. */
export type Allowance = { action: string; resource: string; condition: object | undefined }

/** What a role allows, and only that: throws for a statement that is no plain Allow. */
export function allowancesOf(template: Template, roleId: string): Allowance[] {
  const role = template.Resources[roleId]
  if (role?.Type !== "AWS::IAM::Role") throw new Error(`${roleId} is no role.`)
  return role.Properties.Policies.flatMap(
    ({ PolicyDocument }: { PolicyDocument: { Statement: Statement[] } }) =>
      PolicyDocument.Statement.flatMap(statement => {
        if (statement.Effect !== "Allow") throw new Error(`${roleId} has a statement that allows nothing.`)
        return [statement.Action].flat().flatMap(action =>
          resourcesFor(action, [statement.Resource].flat().map(textOf)).map(resource => ({
            action,
            resource,
            condition: statement.Condition,
          })),
        )
      }),
  )
}

/** The id of a function's role. */
export function roleOf(template: Template, functionName: string): string {
  const [, found] =
    ofType(template, "AWS::Lambda::Function").find(
      ([, { Properties }]) => Properties.FunctionName === functionName,
    ) ?? []
  return found?.Properties.Role["Fn::GetAtt"][0]
}

/** A bucket's own actions are on the bucket, those on objects on what is in it: one statement may name both. */
function resourcesFor(action: string, resources: string[]): string[] {
  if (!action.startsWith("s3:") || resources.length === 1) return resources
  return resources.filter(resource => resource.endsWith("/*") === (action !== "s3:ListBucket"))
}

function textOf(resource: unknown): string {
  if (typeof resource === "string") return resource
  const { "Fn::GetAtt": attribute, "Fn::Sub": text } = resource as {
    "Fn::GetAtt"?: string[]
    "Fn::Sub"?: string
  }
  return attribute ? `\${${attribute.join(".")}}` : (text ?? JSON.stringify(resource))
}
