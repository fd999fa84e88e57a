/** The compiled CloudFormation template, as far as our plugins read and write it. */

// biome-ignore lint/suspicious/noExplicitAny: each reader knows the properties of the resource types that it asks for
export type Resource = { Type: string; DependsOn?: string[]; Properties: Record<string, any> }
export type Template = {
  Resources: Record<string, Resource>
  Outputs?: Record<string, { Description?: string; Value: unknown }>
}

/** All resources of a type, with their logical ids. */
export const ofType = (template: Template, type: string): [id: string, resource: Resource][] =>
  Object.entries(template.Resources).filter(([, resource]) => resource.Type === type)
