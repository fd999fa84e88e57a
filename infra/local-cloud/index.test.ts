import { once } from "node:events"
import { rm } from "node:fs/promises"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda"
import { GetParameterCommand, SSMClient } from "@aws-sdk/client-ssm"
import { describe, expect, it } from "vitest"
import { startLocalCloud } from "./index.ts"
import { clientConfig, temporaryFolder, useLocalCloud } from "./testing/cloud-under-test.ts"

const url = useLocalCloud()

describe("the local cloud", () => {
  it("tells that all of its services are up", async () => {
    const health = await fetch(`${url()}/_facturo/health`)

    expect(await health.json()).toEqual({
      status: "UP",
      services: {
        dynamodb: "UP",
        streams: "UP",
        kinesis: "UP",
        s3: "UP",
        ssm: "UP",
        "cloud-map": "UP",
        lambda: "UP",
        sts: "UP",
      },
    })
  })

  it("tells a caller who asks that he is the root of its account", async () => {
    const body = "Action=GetCallerIdentity&Version=2011-06-15"
    const headers = { ...signedFor("sts"), "content-type": "application/x-www-form-urlencoded" }

    const answer = await fetch(url(), { method: "POST", headers, body })

    expect(await answer.text()).toContain("<Account>000000000000</Account>")
  })

  it.each([
    ["AmazonSSM.CreateDocument", "SSM here has no operation CreateDocument. It has: PutParameter, "],
    [
      "Kinesis_20131202.SubscribeToShard",
      "Kinesis here has no operation SubscribeToShard. It has: CreateStream, ",
    ],
    ["Route53AutoNaming_v20170314.CreatePrivateDnsNamespace", "It has: CreateHttpNamespace, "],
    [
      "DynamoDB_20120810.CreateBackup",
      "DynamoDB here has no operation CreateBackup. It has: BatchExecuteStatement, ",
    ],
    ["AmazonSQS.SendMessage", "This local cloud has no such service. It has: dynamodb, streams, "],
    ["AmazonSSM.constructor", "SSM here has no operation constructor."],
  ])("refuses %s with the names of what it serves", async (target, text) => {
    const headers = {
      ...signedFor("any"),
      "x-amz-target": target,
      "content-type": "application/x-amz-json-1.1",
    }

    const answer = await fetch(url(), { method: "POST", headers, body: "{}" })

    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      __type: "UnknownOperationException",
      message: expect.stringContaining(text),
    })
  })

  it("refuses a body that is no JSON object", async () => {
    const headers = { ...signedFor("ssm"), "x-amz-target": "AmazonSSM.GetParameter" }

    const answer = await fetch(url(), { method: "POST", headers, body: '{"Name":' })

    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ __type: "SerializationException" })
  })

  it("says that no functions run here until it is told where they do", async () => {
    const client = new LambdaClient(clientConfig(url()))

    const invoked = client.send(new InvokeCommand({ FunctionName: "f" }))

    await expect(invoked).rejects.toMatchObject({
      name: "ServiceException",
      message: expect.stringContaining("No Lambda runtime is connected"),
      $metadata: { httpStatusCode: 503 },
    })
  })

  it("hands Lambda requests on to the program that runs the functions", async () => {
    const runtime = createServer((request, response) => {
      response.setHeader("x-amz-function-error", "Unhandled")
      request.pipe(response.writeHead(200, { "x-path": request.url }))
    }).listen(0, "127.0.0.1")
    await once(runtime, "listening")
    const dataDir = await temporaryFolder()
    const lambdaUrl = `http://127.0.0.1:${(runtime.address() as AddressInfo).port}`
    const cloud = await startLocalCloud({ port: 0, dataDir, lambdaUrl })

    const client = new LambdaClient(clientConfig(cloud.url))
    const answer = await client.send(
      new InvokeCommand({ FunctionName: "facturo-dev-f", Payload: '{"a":"ä"}' }),
    )

    expect(new TextDecoder().decode(answer.Payload)).toBe('{"a":"ä"}')
    expect(answer.FunctionError).toBe("Unhandled")
    await cloud.stop()
    runtime.close()
    await rm(dataDir, { recursive: true })
  })

  it("does not share its folder with another one", async () => {
    const dataDir = await temporaryFolder()
    const cloud = await startLocalCloud({ port: 0, dataDir })

    await expect(startLocalCloud({ port: 0, dataDir })).rejects.toThrow("is in use by another local cloud")

    await cloud.stop()
    await rm(dataDir, { recursive: true })
  })

  it("serves many callers at a time over connections that stay open", async () => {
    const client = new SSMClient(clientConfig(url()))
    const missing = () => client.send(new GetParameterCommand({ Name: "/none" })).catch(error => error.name)

    const answers = await Promise.all(Array.from({ length: 300 }, missing))

    expect(new Set(answers)).toEqual(new Set(["ParameterNotFound"]))
  })
})

function signedFor(service: string) {
  const scope = `test/20260101/eu-central-1/${service}/aws4_request`
  return { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` }
}
