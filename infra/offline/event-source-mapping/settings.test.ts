import { describe, expect, it } from "vitest"
import { parseSettings } from "./settings.ts"

const KINESIS = "arn:aws:kinesis:eu-central-1:123456789012:stream/invoices"
const DYNAMODB = "arn:aws:dynamodb:eu-central-1:123456789012:table/bills/stream/2026-01-01T00:00:00.000"
const NOW = Date.parse("2026-01-01T00:00:00Z")

const parse = (properties: Record<string, unknown>, arn = KINESIS) =>
  parseSettings(arn, { StartingPosition: "LATEST", ...properties }, NOW)

describe("settings of a mapping", () => {
  it.each([
    [KINESIS, "kinesis"],
    [DYNAMODB, "dynamodb"],
  ])("have AWS's defaults for %s", (arn, sourceKind) => {
    const settings = parse({}, arn)

    expect(settings).toEqual({
      sourceKind,
      enabled: true,
      batchSize: 100,
      batchingWindowSeconds: 0,
      parallelizationFactor: 1,
      startingPosition: { type: "LATEST" },
      maximumRetryAttempts: -1,
      maximumRecordAgeSeconds: -1,
      bisect: false,
      reportsItemFailures: false,
      tumblingWindowSeconds: 0,
      filter: undefined,
      onFailure: undefined,
    })
  })

  it("are read from the properties of the resource, numbers and booleans also as text", () => {
    const settings = parse({
      BatchSize: "500",
      BisectBatchOnFunctionError: "true",
      MaximumBatchingWindowInSeconds: 5,
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 60,
      TumblingWindowInSeconds: 5,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      Enabled: false,
      DestinationConfig: { OnFailure: { Destination: "arn:aws:s3:::discarded" } },
    })

    expect(settings).toMatchObject({
      batchSize: 500,
      bisect: true,
      batchingWindowSeconds: 5,
      maximumRetryAttempts: 10,
      maximumRecordAgeSeconds: 60,
      tumblingWindowSeconds: 5,
      reportsItemFailures: true,
      enabled: false,
      onFailure: { kind: "s3", arn: "arn:aws:s3:::discarded" },
    })
  })

  it.each([
    ["BatchSize", 0],
    ["BatchSize", 10_001],
    ["BatchSize", 1.5],
    ["BatchSize", "many"],
    ["MaximumBatchingWindowInSeconds", 301],
    ["ParallelizationFactor", 0],
    ["ParallelizationFactor", 11],
    ["MaximumRetryAttempts", -2],
    ["MaximumRetryAttempts", 10_001],
    ["MaximumRecordAgeInSeconds", 604_801],
    ["TumblingWindowInSeconds", 901],
    ["TumblingWindowInSeconds", -1],
    ["FunctionResponseTypes", ["Other"]],
    ["FunctionResponseTypes", ["ReportBatchItemFailures", "ReportBatchItemFailures"]],
    ["BisectBatchOnFunctionError", "perhaps"],
    ["StartingPosition", "EARLIEST"],
  ])("refuse %s %j as out of range", (name, value) => {
    const act = () => parse({ [name]: value })

    expect(act).toThrow(
      expect.objectContaining({
        name: "ValidationException",
        message: expect.stringContaining(
          `at '${name[0]?.toLowerCase()}${name.slice(1)}' failed to satisfy constraint`,
        ),
      }),
    )
  })

  it.each([0, 1, 59])("refuse a record age of %i s, although it is within the numeric range", age => {
    expect(() => parse({ MaximumRecordAgeInSeconds: age })).toThrow(
      expect.objectContaining({ name: "InvalidParameterValueException" }),
    )
  })

  it.each([
    [
      "a window together with a factor above 1",
      { TumblingWindowInSeconds: 5, ParallelizationFactor: 2 },
      KINESIS,
    ],
    ["AT_TIMESTAMP without its time", { StartingPosition: "AT_TIMESTAMP" }, KINESIS],
    [
      "AT_TIMESTAMP in the future",
      { StartingPosition: "AT_TIMESTAMP", StartingPositionTimestamp: NOW / 1000 + 1 },
      KINESIS,
    ],
    [
      "AT_TIMESTAMP on DynamoDB",
      { StartingPosition: "AT_TIMESTAMP", StartingPositionTimestamp: 1 },
      DYNAMODB,
    ],
    ["a time without AT_TIMESTAMP", { StartingPositionTimestamp: 1 }, KINESIS],
    ["no starting position", { StartingPosition: undefined }, KINESIS],
    ["settings of other sources", { Queues: ["q"] }, KINESIS],
    [
      "a destination of another service",
      { DestinationConfig: { OnFailure: { Destination: "arn:aws:lambda:r:1:function:f" } } },
      KINESIS,
    ],
    [
      "a FIFO queue as destination",
      { DestinationConfig: { OnFailure: { Destination: "arn:aws:sqs:r:1:q.fifo" } } },
      KINESIS,
    ],
    ["a source of another service", {}, "arn:aws:sqs:eu-central-1:123456789012:queue"],
    ["an enhanced fan-out consumer", {}, `${KINESIS}/consumer/c:1`],
  ])("refuse %s", (_case, properties, arn) => {
    expect(() => parse(properties, arn)).toThrow(
      expect.objectContaining({ name: "InvalidParameterValueException" }),
    )
  })

  it.each([
    [1_700_000_000, 1_700_000_000_000],
    ["2025-01-01T00:00:00Z", Date.parse("2025-01-01T00:00:00Z")],
  ])("take the time %j of AT_TIMESTAMP", (timestamp, expected) => {
    const settings = parse({ StartingPosition: "AT_TIMESTAMP", StartingPositionTimestamp: timestamp })

    expect(settings.startingPosition).toEqual({ type: "AT_TIMESTAMP", timestamp: expected })
  })
})
