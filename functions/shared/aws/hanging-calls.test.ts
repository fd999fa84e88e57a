import { createServer, type IncomingMessage, request, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"
import { afterAll, beforeAll, expect, it } from "vitest"
import { startTestCloud, type TestCloud } from "../../../test/stack/cloud.ts"

/** A cloud whose first answer to each kind of call never comes, as behind a connection that died unnoticed. */
let front: Server
let cloud: TestCloud
const calls = new Map<string, number>()

const kindOf = ({ headers, url }: IncomingMessage) => String(headers["x-amz-target"] ?? url?.split("?")[0])

beforeAll(async () => {
  cloud = await startTestCloud()
  front = createServer(async (incoming, response) => {
    const kind = kindOf(incoming)
    calls.set(kind, (calls.get(kind) ?? 0) + 1)
    const body = await text(incoming)
    if (calls.get(kind) === 1) return
    const { method, url, headers } = incoming
    request(cloud.url + url, { method, headers }, answer => {
      response.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(response)
    }).end(body)
  })
  await new Promise<void>(resolve => front.listen(0, "127.0.0.1", resolve))
  process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(front.address() as AddressInfo).port}`
}, 60_000)
afterAll(async () => {
  front?.closeAllConnections()
  front?.close()
  await cloud?.stop()
})

it("a call of AWS that hangs is given up and sent again, well within a function's time", async () => {
  const [{ dynamodbClient }, { kinesis }, { s3 }, { ssm }, { cloudMap }, { lambda }] = await Promise.all([
    import("./dynamodb.ts"),
    import("./kinesis.ts"),
    import("./s3.ts"),
    import("./ssm.ts"),
    import("./cloud-map.ts"),
    import("./lambda.ts"),
  ])
  const { ListTablesCommand } = await import("@aws-sdk/client-dynamodb")
  const { ListStreamsCommand } = await import("@aws-sdk/client-kinesis")
  const { ListBucketsCommand } = await import("@aws-sdk/client-s3")
  const { GetParametersByPathCommand } = await import("@aws-sdk/client-ssm")
  const { ListNamespacesCommand } = await import("@aws-sdk/client-servicediscovery")
  const { InvokeCommand } = await import("@aws-sdk/client-lambda")
  const begun = Date.now()

  const answers = await Promise.all([
    dynamodbClient.send(new ListTablesCommand()),
    kinesis.send(new ListStreamsCommand()),
    s3.send(new ListBucketsCommand()),
    ssm.send(new GetParametersByPathCommand({ Path: "/" })),
    cloudMap.send(new ListNamespacesCommand()),
    // Nobody runs functions here: an error is its answer.
    lambda.send(new InvokeCommand({ FunctionName: "none" })).catch(error => error),
  ])

  expect(answers.map(({ $metadata }) => $metadata.attempts)).toEqual([2, 2, 2, 2, 2, expect.any(Number)])
  expect(Date.now() - begun).toBeLessThan(12_000)
}, 30_000)
