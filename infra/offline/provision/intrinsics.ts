/** The intrinsic functions of CloudFormation that our templates use: Ref, Fn::GetAtt, Fn::Join and Fn::Sub. */

/** A resource that exists: what `Ref` gives for it, and what `Fn::GetAtt` gives. */
export type Physical = { ref: string; attributes: Record<string, string> }
export type Physicals = Record<string, Physical>

/** Replaces every intrinsic function inside a value. Throws for a reference to what was not made. */
export function resolve(value: unknown, physicals: Physicals): unknown {
  if (Array.isArray(value)) return value.map(element => resolve(element, physicals))
  if (typeof value !== "object" || value === null) return value
  const entries = Object.entries(value)
  const [name, argument] = entries[0] ?? []
  if (entries.length === 1 && name !== undefined && Object.hasOwn(functions, name)) {
    return functions[name]?.(argument, physicals)
  }
  return Object.fromEntries(entries.map(([key, element]) => [key, resolve(element, physicals)]))
}

const functions: Record<string, (argument: unknown, physicals: Physicals) => unknown> = {
  Ref: (logicalId, physicals) => find(logicalId as string, physicals).ref,
  "Fn::GetAtt": (argument, physicals) => {
    const [logicalId = "", attribute = ""] = Array.isArray(argument)
      ? argument
      : (argument as string).split(".")
    const value = find(logicalId, physicals).attributes[attribute]
    if (value === undefined) throw new Error(`${logicalId} has no attribute ${attribute}.`)
    return value
  },
  "Fn::Join": (argument, physicals) => {
    const [separator, parts] = argument as [string, unknown[]]
    return parts.map(part => resolve(part, physicals)).join(separator)
  },
  "Fn::Sub": (argument, physicals) =>
    (argument as string).replace(/\$\{([\w:.]+)\}/g, (_, name: string) =>
      name.includes(".") ? String(functions["Fn::GetAtt"]?.(name, physicals)) : find(name, physicals).ref,
    ),
}

function find(logicalId: string, physicals: Physicals): Physical {
  const physical = physicals[logicalId]
  if (!physical) throw new Error(`The template refers to ${logicalId}, which was not made here.`)
  return physical
}
