/**
 * Reads the Properties of an `AWS::Lambda::EventSourceMapping` (intrinsic functions resolved already) into one
 * typed object, with the defaults and the refusals of AWS.
 */
import { compileFilters } from "./filter-pattern.ts"
import { InvalidParameterValueException, ValidationException } from "./settings-errors.ts"
import { parseArn, type RecordFilter } from "./stream-source.ts"

/** `timestamp` in epoch milliseconds, with AT_TIMESTAMP only. */
export type StartingPosition =
  | { type: "TRIM_HORIZON" }
  | { type: "LATEST" }
  | { type: "AT_TIMESTAMP"; timestamp: number }

/** Where documents about discarded records go. */
export type FailureDestination = { kind: "s3" | "sqs" | "sns"; arn: string }

/** All settings of one mapping; -1 means "no limit", times are in seconds as on AWS. */
export type MappingSettings = {
  sourceKind: "kinesis" | "dynamodb"
  enabled: boolean
  batchSize: number
  batchingWindowSeconds: number
  parallelizationFactor: number
  startingPosition: StartingPosition
  maximumRetryAttempts: number
  maximumRecordAgeSeconds: number
  bisect: boolean
  reportsItemFailures: boolean
  tumblingWindowSeconds: number
  filter: RecordFilter | undefined
  onFailure: FailureDestination | undefined
}

type Properties = Record<string, unknown>

const KNOWN = new Set([
  "BatchSize",
  "BisectBatchOnFunctionError",
  "DestinationConfig",
  "Enabled",
  "EventSourceArn",
  "FilterCriteria",
  "FunctionName",
  "FunctionResponseTypes",
  "MaximumBatchingWindowInSeconds",
  "MaximumRecordAgeInSeconds",
  "MaximumRetryAttempts",
  "ParallelizationFactor",
  "StartingPosition",
  "StartingPositionTimestamp",
  "TumblingWindowInSeconds",
  // Without effect on what a function receives:
  "KmsKeyArn",
  "MetricsConfig",
  "Tags",
])

/**
 * The settings of a mapping on `eventSourceArn`, checked as AWS checks them at time `now` (epoch ms).
 * Throws ValidationException for a value out of range, InvalidParameterValueException for one that makes no
 * sense with this source or with the other settings.
 */
export function parseSettings(eventSourceArn: string, properties: Properties, now: number): MappingSettings {
  const unknown = Object.keys(properties).filter(name => !KNOWN.has(name))
  if (unknown.length > 0) {
    throw new InvalidParameterValueException(`Unsupported for this event source: ${unknown.join(", ")}`)
  }
  const sourceKind = sourceKindOf(eventSourceArn)
  const settings: MappingSettings = {
    sourceKind,
    enabled: readBoolean(properties, "Enabled", true),
    batchSize: readInteger(properties, "BatchSize", 1, 10_000, 100),
    batchingWindowSeconds: readInteger(properties, "MaximumBatchingWindowInSeconds", 0, 300, 0),
    parallelizationFactor: readInteger(properties, "ParallelizationFactor", 1, 10, 1),
    startingPosition: readStartingPosition(properties, sourceKind, now),
    maximumRetryAttempts: readInteger(properties, "MaximumRetryAttempts", -1, 10_000, -1),
    maximumRecordAgeSeconds: readInteger(properties, "MaximumRecordAgeInSeconds", -1, 604_800, -1),
    bisect: readBoolean(properties, "BisectBatchOnFunctionError", false),
    reportsItemFailures: readResponseTypes(properties),
    tumblingWindowSeconds: readInteger(properties, "TumblingWindowInSeconds", 0, 900, 0),
    filter: compileFilters(properties.FilterCriteria, sourceKind),
    onFailure: readDestination(properties),
  }
  checkTogether(settings)
  return settings
}

function checkTogether(settings: MappingSettings): void {
  if (settings.maximumRecordAgeSeconds >= 0 && settings.maximumRecordAgeSeconds < 60) {
    throw new InvalidParameterValueException(
      "MaximumRecordAgeInSeconds must be -1, or at least 60 seconds and at most 604800 seconds.",
    )
  }
  if (settings.tumblingWindowSeconds > 0 && settings.parallelizationFactor > 1) {
    throw new InvalidParameterValueException(
      "TumblingWindowInSeconds cannot be used with a ParallelizationFactor greater than 1.",
    )
  }
}

function sourceKindOf(eventSourceArn: string): MappingSettings["sourceKind"] {
  const { service, resource } = parseArn(eventSourceArn)
  if (service === "kinesis" && resource.startsWith("stream/") && !resource.includes("/consumer/"))
    return "kinesis"
  if (service === "dynamodb" && resource.includes("/stream/")) return "dynamodb"
  throw new InvalidParameterValueException(`Unrecognized event source: ${eventSourceArn}`)
}

function readStartingPosition(properties: Properties, kind: string, now: number): StartingPosition {
  const { StartingPosition: type, StartingPositionTimestamp: timestamp } = properties
  if (type === undefined) {
    throw new InvalidParameterValueException("1 validation error detected: StartingPosition is required.")
  }
  if (timestamp !== undefined && type !== "AT_TIMESTAMP") {
    throw new InvalidParameterValueException("StartingPositionTimestamp is only valid with AT_TIMESTAMP.")
  }
  if (type === "TRIM_HORIZON" || type === "LATEST") return { type }
  if (type !== "AT_TIMESTAMP")
    throw outOfRange("StartingPosition", type, "one of TRIM_HORIZON, LATEST, AT_TIMESTAMP")
  if (kind !== "kinesis") {
    throw new InvalidParameterValueException(`Unsupported starting position for stream type: ${type}`)
  }
  const ms =
    typeof timestamp === "string" && Number.isNaN(Number(timestamp))
      ? Date.parse(timestamp)
      : Number(timestamp) * 1000
  if (Number.isNaN(ms))
    throw new InvalidParameterValueException("AT_TIMESTAMP needs a StartingPositionTimestamp.")
  if (ms > now)
    throw new InvalidParameterValueException("StartingPositionTimestamp must not be in the future.")
  return { type, timestamp: ms }
}

function readResponseTypes(properties: Properties): boolean {
  const types = properties.FunctionResponseTypes ?? []
  if (!Array.isArray(types) || types.length > 1)
    throw outOfRange("FunctionResponseTypes", types, "a list of at most 1")
  if (types.some(type => type !== "ReportBatchItemFailures")) {
    throw outOfRange("FunctionResponseTypes", types, "ReportBatchItemFailures")
  }
  return types.length === 1
}

function readDestination(properties: Properties): FailureDestination | undefined {
  const config = properties.DestinationConfig as { OnFailure?: { Destination?: unknown } } | undefined
  const arn = config?.OnFailure?.Destination
  if (arn === undefined) return undefined
  if (typeof arn !== "string")
    throw new InvalidParameterValueException("OnFailure.Destination must be an ARN.")
  const { service, resource } = parseArn(arn)
  if (service !== "s3" && service !== "sqs" && service !== "sns") {
    throw new InvalidParameterValueException(`Unsupported on-failure destination: ${arn}`)
  }
  if (service !== "s3" && resource.endsWith(".fifo")) {
    throw new InvalidParameterValueException(
      `An on-failure destination must be a standard queue or topic: ${arn}`,
    )
  }
  return { kind: service, arn }
}

function readInteger(
  properties: Properties,
  name: string,
  least: number,
  most: number,
  otherwise: number,
): number {
  const value = properties[name]
  if (value === undefined) return otherwise
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value
  if (typeof number !== "number" || !Number.isInteger(number)) throw outOfRange(name, value, "an integer")
  if (number < least) throw outOfRange(name, value, `value greater than or equal to ${least}`)
  if (number > most) throw outOfRange(name, value, `value less than or equal to ${most}`)
  return number
}

function readBoolean(properties: Properties, name: string, otherwise: boolean): boolean {
  const value = properties[name] ?? otherwise
  if (value === true || value === "true") return true
  if (value === false || value === "false") return false
  throw outOfRange(name, value, "true or false")
}

function outOfRange(name: string, value: unknown, constraint: string): ValidationException {
  const member = name[0]?.toLowerCase() + name.slice(1)
  return new ValidationException(
    `1 validation error detected: Value '${JSON.stringify(value)}' at '${member}' failed to satisfy constraint: Member must have ${constraint}`,
  )
}
