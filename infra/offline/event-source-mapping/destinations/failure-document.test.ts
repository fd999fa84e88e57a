import { describe, expect, it } from "vitest"
import { type Discard, failureDocument } from "./failure-document.ts"

const NOW = Date.parse("2019-11-14T00:38:06.021Z")
const context = {
  sourceKind: "kinesis" as const,
  functionArn: "arn:aws:lambda:us-east-2:123456789012:function:myfunction",
  streamArn: "arn:aws:kinesis:us-east-2:123456789012:stream/mystream",
  shardId: "shardId-000000000001",
}
const records = [
  { sequenceNumber: "1", arrivedAt: Date.parse("2019-11-14T00:38:04.835Z"), json: '{"n":1}' },
  { sequenceNumber: "2", arrivedAt: Date.parse("2019-11-14T00:38:05.580Z"), json: '{"n":2}' },
].map(record => ({ ...record, laneKey: "", bytes: 7, matches: true }))
const discard: Discard = {
  records,
  condition: "RetryAttemptsExhausted",
  requestId: "c9b8fa9f-5a7f-xmpl-af9c-0c604cde93a5",
  invokeCount: 1,
  functionError: "Unhandled",
}

describe("the document about discarded records", () => {
  it("has AWS's fields, in AWS's order, for Kinesis", () => {
    const document = failureDocument(discard, context, NOW, false)

    expect(JSON.stringify(document)).toBe(
      JSON.stringify({
        requestContext: {
          requestId: "c9b8fa9f-5a7f-xmpl-af9c-0c604cde93a5",
          functionArn: context.functionArn,
          condition: "RetryAttemptsExhausted",
          approximateInvokeCount: 1,
        },
        responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" },
        version: "1.0",
        timestamp: "2019-11-14T00:38:06.021Z",
        KinesisBatchInfo: {
          shardId: "shardId-000000000001",
          startSequenceNumber: "1",
          endSequenceNumber: "2",
          approximateArrivalOfFirstRecord: "2019-11-14T00:38:04.835Z",
          approximateArrivalOfLastRecord: "2019-11-14T00:38:05.580Z",
          batchSize: 2,
          streamArn: context.streamArn,
        },
      }),
    )
  })

  it("gives DynamoDB's times without milliseconds, under another name", () => {
    const document = failureDocument(discard, { ...context, sourceKind: "dynamodb" }, NOW, false)

    expect(document).not.toHaveProperty("KinesisBatchInfo")
    expect(document).toHaveProperty(
      "DDBStreamBatchInfo.approximateArrivalOfFirstRecord",
      "2019-11-14T00:38:04Z",
    )
  })

  it("has no response when the records were too old", () => {
    const document = failureDocument({ ...discard, condition: "RecordAgeExceeded" }, context, NOW, false)

    expect(document).not.toHaveProperty("responseContext")
  })

  it("carries the whole event for S3 only", () => {
    expect(failureDocument(discard, context, NOW, true)).toHaveProperty(
      "payload",
      '{"Records":[{"n":1},{"n":2}]}',
    )
    expect(failureDocument(discard, context, NOW, false)).not.toHaveProperty("payload")
  })
})
