/** The document that AWS sends to an on-failure destination about discarded records. */
import { renderEvent, type WindowFields } from "../event-body.ts"
import type { SourceRecord } from "../stream-source.ts"
import { windowInstant } from "../tumbling-window.ts"

/**
 * What happened: `invokeCount` counts the invokes of the current retry budget, `functionError` is null if the
 * function itself did not fail but reported items. `windowFields` are those of the event that failed.
 */
export type Discard = {
  records: readonly SourceRecord[]
  condition: "RetryAttemptsExhausted" | "RecordAgeExceeded"
  requestId: string
  invokeCount: number
  functionError: string | null
  windowFields?: WindowFields
}

/** Names that appear in every document of a mapping's shard. */
export type DocumentContext = {
  sourceKind: "kinesis" | "dynamodb"
  functionArn: string
  streamArn: string
  shardId: string
}

/** The document, as an object in AWS's order of fields. `payload` (the event, as text) is for S3 only. */
export function failureDocument(
  discard: Discard,
  context: DocumentContext,
  now: number,
  withPayload: boolean,
) {
  const { condition, functionError, requestId, invokeCount } = discard
  const { sourceKind, functionArn } = context
  return {
    requestContext: { requestId, functionArn, condition, approximateInvokeCount: invokeCount },
    // Records that are too old were not answered by the function just now.
    ...(condition === "RecordAgeExceeded"
      ? {}
      : { responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError } }),
    version: "1.0",
    timestamp: new Date(now).toISOString(),
    [sourceKind === "kinesis" ? "KinesisBatchInfo" : "DDBStreamBatchInfo"]: batchInfo(discard, context),
    ...(withPayload ? { payload: renderEvent(discard.records, discard.windowFields) } : {}),
  }
}

function batchInfo({ records }: Discard, { sourceKind, shardId, streamArn }: DocumentContext) {
  const first = records[0]
  const last = records.at(-1)
  const instant = (ms = 0) => (sourceKind === "kinesis" ? new Date(ms).toISOString() : windowInstant(ms))
  return {
    shardId,
    startSequenceNumber: first?.sequenceNumber,
    endSequenceNumber: last?.sequenceNumber,
    approximateArrivalOfFirstRecord: instant(first?.arrivedAt),
    approximateArrivalOfLastRecord: instant(last?.arrivedAt),
    batchSize: records.length,
    streamArn,
  }
}
