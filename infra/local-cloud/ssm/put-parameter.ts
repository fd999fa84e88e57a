/** SSM: PutParameter, with the rules that AWS checks before a value is taken. */
import type { PutParameterRequest } from "@aws-sdk/client-ssm"
import { AwsError } from "../protocol/aws-error.ts"
import { requireMembers } from "../protocol/json-service.ts"
import { checkNewName } from "./parameter-name.ts"
import type { ParameterRepository, ParameterType, ParameterVersion, Tag } from "./store.ts"

const MAX_BYTES = { Standard: 4096, Advanced: 8192 }

/** Stores a new version, or says in AWS's words why not. */
export function putParameter(parameters: ParameterRepository, input: PutParameterRequest) {
  requireMembers(input, ["Name", "Value"])
  const { Name: name = "", Value: value = "", Overwrite: overwrite = false } = input
  checkNewName(name)
  const previous = parameters.get(name)
  if (previous && !overwrite) {
    const text =
      "The parameter already exists. To overwrite this value, set the overwrite option in the request to true."
    throw new AwsError("ParameterAlreadyExists", text)
  }
  if (overwrite && input.Tags?.length) {
    throw new AwsError("ValidationException", "Invalid request: tags and overwrite can't be used together.")
  }
  const next = nextVersion(previous, input)
  checkValue(next, value)
  parameters.add(next)
  parameters.addTags(name, (input.Tags ?? []) as Tag[])
  return { Version: next.version, Tier: next.tier }
}

function nextVersion(previous: ParameterVersion | undefined, input: PutParameterRequest): ParameterVersion {
  const type = (input.Type ?? previous?.type) as ParameterType | undefined
  if (!type)
    throw new AwsError("ValidationException", "A parameter type is required when you create a parameter.")
  if (!["String", "StringList", "SecureString"].includes(type)) {
    throw new AwsError("UnsupportedParameterType", `The parameter type ${type} is not supported.`)
  }
  if (previous && previous.type !== type) {
    throw new AwsError(
      "HierarchyTypeMismatchException",
      "Parameter Store doesn't support changing a parameter type.",
    )
  }
  return {
    name: input.Name ?? "",
    version: (previous?.version ?? 0) + 1,
    type,
    value: input.Value ?? "",
    data_type: input.DataType ?? "text",
    tier: tierFor(input, previous),
    description: input.Description ?? null,
    allowed_pattern: input.AllowedPattern ?? null,
    key_id: type === "SecureString" ? (input.KeyId ?? "alias/aws/ssm") : null,
    modified_at: Date.now(),
  }
}

function tierFor(input: PutParameterRequest, previous: ParameterVersion | undefined): string {
  const fitsStandard = Buffer.byteLength(input.Value ?? "") <= MAX_BYTES.Standard
  if (input.Tier === "Intelligent-Tiering") return fitsStandard ? "Standard" : "Advanced"
  return input.Tier ?? previous?.tier ?? "Standard"
}

function checkValue(parameter: ParameterVersion, value: string): void {
  const limit = parameter.tier === "Advanced" ? MAX_BYTES.Advanced : MAX_BYTES.Standard
  if (Buffer.byteLength(value) > limit) {
    const text = `${parameter.tier} tier parameters support a maximum parameter value of ${limit} characters.`
    throw new AwsError("ValidationException", text)
  }
  if (parameter.allowed_pattern !== null && !new RegExp(parameter.allowed_pattern).test(value)) {
    const text = `Parameter value, cannot be validated against allowedPattern: ${parameter.allowed_pattern}`
    throw new AwsError("ParameterPatternMismatchException", text)
  }
}
