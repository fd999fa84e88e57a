import {
  AddTagsToResourceCommand,
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  type PutParameterCommandInput,
  SSMClient,
} from "@aws-sdk/client-ssm"
import { describe, expect, it } from "vitest"
import { acrossKill, clientConfig, useLocalCloud } from "../testing/cloud-under-test.ts"

const url = useLocalCloud()

describe("Parameter Store", () => {
  it("counts versions and gives each of them back", async () => {
    const { client, path } = newPath()
    const Name = `${path}/rate`
    await put(client, { Name, Value: "0.1" })
    const second = await put(client, { Name, Value: "0.3", Overwrite: true })

    const newest = await client.send(new GetParameterCommand({ Name }))
    const first = await client.send(new GetParameterCommand({ Name: `${Name}:1` }))
    const history = await client.send(new GetParameterHistoryCommand({ Name }))

    expect(second).toMatchObject({ Version: 2, Tier: "Standard" })
    expect(newest.Parameter).toMatchObject({
      Name,
      Type: "String",
      Value: "0.3",
      Version: 2,
      DataType: "text",
      ARN: `arn:aws:ssm:eu-central-1:000000000000:parameter${Name}`,
    })
    expect(newest.Parameter?.LastModifiedDate).toBeInstanceOf(Date)
    expect(first.Parameter).toMatchObject({ Value: "0.1", Version: 1, Selector: ":1" })
    expect(history.Parameters?.map(each => each.Value)).toEqual(["0.1", "0.3"])
  })

  it("shows a SecureString only to those who ask for decryption", async () => {
    const { client, path } = newPath()
    const Name = `${path}/secret`
    await put(client, { Name, Value: "hush", Type: "SecureString" })

    const closed = await client.send(new GetParameterCommand({ Name }))
    const open = await client.send(new GetParameterCommand({ Name, WithDecryption: true }))

    expect(closed.Parameter?.Value).not.toContain("hush")
    expect(open.Parameter?.Value).toBe("hush")
  })

  it("reads a path: its own level, or all below it, page by page", async () => {
    const { client, path } = newPath()
    for (const name of ["b", "a", "deep/er", "c"]) await put(client, { Name: `${path}/${name}` })
    await put(client, { Name: `${path}-other/x` })
    const byPath = (input: object) => client.send(new GetParametersByPathCommand({ Path: path, ...input }))

    const level = await byPath({})
    const first = await byPath({ Recursive: true, MaxResults: 3 })
    const second = await byPath({ Recursive: true, MaxResults: 3, NextToken: first.NextToken })

    const names = (answer: typeof level) => answer.Parameters?.map(each => each.Name?.slice(path.length))
    expect(names(level)).toEqual(["/a", "/b", "/c"])
    expect(names(first)).toEqual(["/a", "/b", "/c"])
    expect(names(second)).toEqual(["/deep/er"])
    expect(second.NextToken).toBeUndefined()
  })

  it("names those of several parameters that are not there", async () => {
    const { client, path } = newPath()
    await put(client, { Name: `${path}/a` })

    const Names = [`${path}/a`, `${path}/missing`]
    const got = await client.send(new GetParametersCommand({ Names }))
    const deleted = await client.send(new DeleteParametersCommand({ Names }))

    expect(got.Parameters?.map(each => each.Name)).toEqual([`${path}/a`])
    expect(got.InvalidParameters).toEqual([`${path}/missing`])
    expect(deleted).toMatchObject({
      DeletedParameters: [`${path}/a`],
      InvalidParameters: [`${path}/missing`],
    })
  })

  it("lists what it has, with tags, by name and by type", async () => {
    const { client, path } = newPath()
    await put(client, { Name: `${path}/list`, Value: "a,b", Type: "StringList", Description: "two" })
    await put(client, { Name: `${path}/text`, Tags: [{ Key: "app", Value: "facturo" }] })
    const tags = { ResourceType: "Parameter" as const, ResourceId: `${path}/text` }
    await client.send(new AddTagsToResourceCommand({ ...tags, Tags: [{ Key: "stage", Value: "dev" }] }))

    const ParameterFilters = [
      { Key: "Name", Option: "BeginsWith", Values: [path] },
      { Key: "Type", Option: "Equals", Values: ["StringList"] },
    ]
    const described = await client.send(new DescribeParametersCommand({ ParameterFilters }))
    const { TagList } = await client.send(new ListTagsForResourceCommand(tags))

    expect(described.Parameters).toMatchObject([
      { Name: `${path}/list`, Description: "two", Tier: "Standard" },
    ])
    expect(TagList).toEqual([
      { Key: "app", Value: "facturo" },
      { Key: "stage", Value: "dev" },
    ])
  })

  it.each([
    ["a name that is taken", { Name: "/taken" }, "ParameterAlreadyExists"],
    ["a new parameter without a type", { Name: "/untyped", Type: undefined }, "ValidationException"],
    ["a name that AWS keeps for itself", { Name: "/aws/mine" }, "ValidationException"],
    ["a name with a space", { Name: "/with space" }, "ValidationException"],
    ["sixteen levels", { Name: "/a".repeat(16) }, "HierarchyLevelLimitExceededException"],
    ["more than 4 KB in the standard tier", { Name: "/big", Value: "x".repeat(4097) }, "ValidationException"],
    [
      "a value that misses its pattern",
      { Name: "/p", AllowedPattern: "^\\d+$" },
      "ParameterPatternMismatchException",
    ],
  ])("refuses %s", async (_, input, name) => {
    const client = new SSMClient(clientConfig(url()))
    await put(client, { Name: "/taken", Overwrite: true })

    await expect(put(client, input as Partial<PutParameterCommandInput>)).rejects.toMatchObject({ name })
  })

  it("tells a parameter that does not exist from a version that does not", async () => {
    const { client, path } = newPath()
    await put(client, { Name: `${path}/a` })
    const refusal = (operation: Promise<unknown>) =>
      operation.then(
        () => "none",
        error => error.name,
      )

    const refusals = await Promise.all([
      refusal(client.send(new GetParameterCommand({ Name: `${path}/b` }))),
      refusal(client.send(new GetParameterCommand({ Name: `${path}/a:7` }))),
      refusal(client.send(new DeleteParameterCommand({ Name: `${path}/b` }))),
    ])

    expect(refusals).toEqual(["ParameterNotFound", "ParameterVersionNotFound", "ParameterNotFound"])
  })

  it("keeps every acknowledged version when it is killed", async () => {
    await acrossKill(
      async killed => {
        const client = new SSMClient(clientConfig(killed))
        for (let number = 0; number < 50; number += 1) {
          await put(client, { Name: `/kept/${number % 5}`, Value: `${number}`, Overwrite: true })
        }
      },
      async restarted => {
        const client = new SSMClient(clientConfig(restarted))
        const { Parameters } = await client.send(new GetParametersByPathCommand({ Path: "/kept" }))
        expect(Parameters?.map(each => [each.Value, each.Version])).toEqual(
          ["45", "46", "47", "48", "49"].map(value => [value, 10]),
        )
      },
    )
  })
})

let paths = 0

function newPath() {
  paths += 1
  return { client: new SSMClient(clientConfig(url())), path: `/facturo/test-${paths}` }
}

function put(client: SSMClient, input: Partial<PutParameterCommandInput>) {
  return client.send(new PutParameterCommand({ Name: "/n", Value: "v", Type: "String", ...input }))
}
