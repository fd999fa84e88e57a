/** SSM: the operations that answer with pages of parameters. */
import type {
  DescribeParametersRequest,
  GetParameterHistoryRequest,
  GetParametersByPathRequest,
  ParameterStringFilter,
} from "@aws-sdk/client-ssm"
import { AwsError } from "../protocol/aws-error.ts"
import { pageOf } from "../protocol/paging.ts"
import { historyShape, metadataShape, parameterShape } from "./parameter-shape.ts"
import type { ParameterRepository, ParameterVersion } from "./store.ts"

/** The parameters below a path: its own children, or, recursive, all that are below it. */
export function getParametersByPath(
  parameters: ParameterRepository,
  input: GetParametersByPathRequest,
  region: string,
) {
  const path = input.Path ?? ""
  if (!path.startsWith("/")) {
    throw new AwsError(
      "ValidationException",
      `The parameter doesn't meet the parameter name requirements. The path ${path} must begin with a forward slash "/".`,
    )
  }
  const found = below(parameters, path, input.Recursive ?? false).filter(matchesAll(input.ParameterFilters))
  const { items, next } = pageOf(found, {
    limit: checkedLimit(input.MaxResults, 10),
    token: input.NextToken,
    keyOf: each => each.name,
  })
  return { Parameters: items.map(each => parameterShape(each, region, input.WithDecryption)), ...next }
}

/** Parameters without their values, narrowed by name, path, type, tier or data type. */
export function describeParameters(
  parameters: ParameterRepository,
  input: DescribeParametersRequest,
  region: string,
) {
  const legacy = (input.Filters ?? []).map(({ Key, Values }) => ({ Key, Values, Option: "BeginsWith" }))
  const filters = [...(input.ParameterFilters ?? []), ...legacy]
  const path = filters.find(filter => filter.Key === "Path")
  const candidates = path
    ? (path.Values ?? []).flatMap(each => below(parameters, each, path.Option === "Recursive"))
    : parameters.list("")
  const found = candidates.filter(matchesAll(filters.filter(filter => filter !== path)))
  const { items, next } = pageOf(found, {
    limit: checkedLimit(input.MaxResults, 50),
    token: input.NextToken,
    keyOf: each => each.name,
  })
  return { Parameters: items.map(each => metadataShape(each, region)), ...next }
}

/** All remembered versions of one parameter, oldest first. */
export function getParameterHistory(
  parameters: ParameterRepository,
  input: GetParameterHistoryRequest,
  region: string,
) {
  const versions = parameters.history(input.Name ?? "")
  if (versions.length === 0) throw new AwsError("ParameterNotFound", `Parameter ${input.Name} not found.`)
  const { items, next } = pageOf(versions, {
    limit: checkedLimit(input.MaxResults, 50),
    token: input.NextToken,
    keyOf: each => String(each.version).padStart(10, "0"),
  })
  return { Parameters: items.map(each => historyShape(each, region, input.WithDecryption)), ...next }
}

function below(parameters: ParameterRepository, path: string, recursive: boolean): ParameterVersion[] {
  const prefix = path.endsWith("/") ? path : `${path}/`
  const found = parameters.list(prefix)
  return recursive ? found : found.filter(each => !each.name.slice(prefix.length).includes("/"))
}

function matchesAll(filters: ParameterStringFilter[] = []): (each: ParameterVersion) => boolean {
  const checks = filters.map(({ Key, Option = "Equals", Values = [] }) => {
    const property = FILTERED[Key ?? ""]
    if (!property) throw new AwsError("InvalidFilterKey", `The filter key ${Key} is not served here.`)
    const compare = COMPARISONS[Option]
    if (!compare) throw new AwsError("InvalidFilterOption", `The filter option ${Option} is not valid.`)
    return (each: ParameterVersion) => Values.some(value => compare(property(each), value))
  })
  return each => checks.every(check => check(each))
}

const FILTERED: Record<string, (each: ParameterVersion) => string> = {
  Name: each => each.name,
  Type: each => each.type,
  Tier: each => each.tier,
  DataType: each => each.data_type,
  KeyId: each => each.key_id ?? "",
}

const COMPARISONS: Record<string, (actual: string, wanted: string) => boolean> = {
  Equals: (actual, wanted) => actual === wanted,
  BeginsWith: (actual, wanted) => actual.startsWith(wanted),
  Contains: (actual, wanted) => actual.includes(wanted),
}

function checkedLimit(asked: number | undefined, most: number): number {
  if (asked === undefined) return most
  if (asked >= 1 && asked <= most) return asked
  const text = `1 validation error detected: Value '${asked}' at 'maxResults' failed to satisfy constraint: Member must have value between 1 and ${most}`
  throw new AwsError("ValidationException", text)
}
