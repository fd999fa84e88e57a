/** SSM Parameter Store, our own. */
import { join } from "node:path"
import type * as Ssm from "@aws-sdk/client-ssm"
import { AwsError } from "../protocol/aws-error.ts"
import { type CallContext, jsonService, requireMembers } from "../protocol/json-service.ts"
import { describeParameters, getParameterHistory, getParametersByPath } from "./list-parameters.ts"
import { parseReference } from "./parameter-name.ts"
import { parameterShape } from "./parameter-shape.ts"
import { putParameter } from "./put-parameter.ts"
import { openParameters, type ParameterRepository, type Tag } from "./store.ts"

/** Serves Parameter Store from the SQLite file in `dataDir`. */
export function startSsm(dataDir: string) {
  const parameters = openParameters(join(dataDir, "ssm.sqlite"))
  const operations = { ...parameterOperations(parameters), ...tagOperations(parameters) }
  return {
    handle: jsonService({ name: "SSM", contentType: "application/x-amz-json-1.1", operations }),
    stop: () => parameters.close(),
  }
}

function parameterOperations(parameters: ParameterRepository) {
  return {
    PutParameter: (input: Ssm.PutParameterRequest) => putParameter(parameters, input),

    GetParameter: (input: Ssm.GetParameterRequest, { region }: CallContext) => {
      requireMembers(input, ["Name"])
      const { name, version, selector } = parseReference(input.Name ?? "")
      const found = parameters.get(name, version)
      if (found) return { Parameter: parameterShape(found, region, input.WithDecryption, selector) }
      if (version === undefined || !parameters.get(name)) throw notFound(name)
      const text = `Systems Manager could not find version ${selector?.slice(1)} of ${name}. Verify the version and try again.`
      throw new AwsError("ParameterVersionNotFound", text)
    },

    GetParameters: (input: Ssm.GetParametersRequest, { region }: CallContext) => {
      const names = input.Names ?? []
      if (names.length < 1 || names.length > 10) {
        throw new AwsError(
          "ValidationException",
          "Value at 'names' failed to satisfy constraint: Member must have length between 1 and 10",
        )
      }
      const looked = [...new Set(names)].map(asked => {
        const { name, version, selector } = parseReference(asked)
        return { asked, selector, found: parameters.get(name, version) }
      })
      return {
        Parameters: looked.flatMap(({ found, selector }) =>
          found ? [parameterShape(found, region, input.WithDecryption, selector)] : [],
        ),
        InvalidParameters: looked.filter(({ found }) => !found).map(({ asked }) => asked),
      }
    },

    GetParametersByPath: (input: Ssm.GetParametersByPathRequest, { region }: CallContext) =>
      getParametersByPath(parameters, input, region),
    DescribeParameters: (input: Ssm.DescribeParametersRequest, { region }: CallContext) =>
      describeParameters(parameters, input, region),
    GetParameterHistory: (input: Ssm.GetParameterHistoryRequest, { region }: CallContext) =>
      getParameterHistory(parameters, input, region),

    DeleteParameter: (input: Ssm.DeleteParameterRequest) => {
      requireMembers(input, ["Name"])
      if (!parameters.delete(input.Name ?? "")) throw notFound(input.Name ?? "")
      return {}
    },

    DeleteParameters: (input: Ssm.DeleteParametersRequest) => {
      const names = input.Names ?? []
      const deleted = names.filter(name => parameters.delete(name))
      return { DeletedParameters: deleted, InvalidParameters: names.filter(name => !deleted.includes(name)) }
    },
  }
}

function tagOperations(parameters: ParameterRepository) {
  const requireResource = (input: {
    ResourceType: string | undefined
    ResourceId: string | undefined
  }): string => {
    if (input.ResourceType !== "Parameter") {
      throw new AwsError(
        "InvalidResourceType",
        `The resource type ${input.ResourceType} is not valid: only Parameter is served here.`,
      )
    }
    const name = input.ResourceId ?? ""
    if (!parameters.get(name))
      throw new AwsError("InvalidResourceId", `The resource ID "${name}" is not valid.`)
    return name
  }
  return {
    AddTagsToResource: (input: Ssm.AddTagsToResourceRequest) => {
      parameters.addTags(requireResource(input), (input.Tags ?? []) as Tag[])
      return {}
    },
    RemoveTagsFromResource: (input: Ssm.RemoveTagsFromResourceRequest) => {
      parameters.removeTags(requireResource(input), input.TagKeys ?? [])
      return {}
    },
    ListTagsForResource: (input: Ssm.ListTagsForResourceRequest) => ({
      TagList: parameters.tags(requireResource(input)),
    }),
  }
}

function notFound(name: string): AwsError {
  return new AwsError("ParameterNotFound", `Parameter ${name} not found.`)
}
