/** What a template refers to. */
import type { Template } from "../../infra/deploy/template.ts"

/** The names of all resources, parameters and conditions that anything in the template refers to, without AWS's own. */
export function referencesIn(template: Template): Set<string> {
  const found = new Set<string>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (typeof value !== "object" || value === null) return
    for (const [key, argument] of Object.entries(value)) {
      if (key === "Ref") found.add(argument)
      else if (key === "Fn::GetAtt") found.add(Array.isArray(argument) ? argument[0] : argument.split(".")[0])
      else if (key === "Fn::Sub") {
        const text = Array.isArray(argument) ? argument[0] : argument
        for (const [, name] of text.matchAll(/\$\{(\w[\w:]*)(?:\.\w+)?\}/g)) found.add(name)
      } else if (key === "DependsOn") for (const name of [argument].flat()) found.add(name)
      visit(argument)
    }
  }
  visit(template)
  return new Set([...found].filter(name => !name.startsWith("AWS::")))
}
