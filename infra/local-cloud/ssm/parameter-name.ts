/** The forms in which a parameter can be named, and the rules that names obey. */
import { AwsError } from "../protocol/aws-error.ts"

const MAX_LEVELS = 15

/** `name`, `name:version` or an ARN of either, taken apart. */
export type ParameterReference = { name: string; version?: number; selector?: string }

/** Reads a reference. A label (`name:label`) is answered like a version that does not exist. */
export function parseReference(text: string): ParameterReference {
  const inArn = /^arn:[^:]*:ssm:[^:]*:\d*:parameter(\/.*)$/.exec(text)?.[1]
  const [name = "", selector] = (inArn ?? text).split(":")
  if (selector === undefined) return { name }
  return { name, selector: `:${selector}`, version: /^\d+$/.test(selector) ? Number(selector) : -1 }
}

/** Throws AWS's error for a name that no parameter may have. */
export function checkNewName(name: string): void {
  if (!/^[a-zA-Z0-9_.\-/]{1,1011}$/.test(name) || (name.includes("/") && !name.startsWith("/"))) {
    throw new AwsError(
      "ValidationException",
      "Parameter name must be a fully qualified name: only a mix of letters, numbers and the symbols .-_ is allowed, and a leading / where it has levels.",
    )
  }
  if (/^\/?(aws|ssm)/i.test(name)) {
    throw new AwsError(
      "ValidationException",
      'Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).',
    )
  }
  if (name.split("/").length - 1 > MAX_LEVELS) {
    throw new AwsError(
      "HierarchyLevelLimitExceededException",
      `A hierarchy can have a maximum of ${MAX_LEVELS} levels.`,
    )
  }
}
