/** Tells what passes with time from what fails again however often it is tried. */
import { ConfigurationError } from "./configuration-error.ts"
import { BusyError, ConflictError, PreconditionFailedError, UpstreamError } from "./errors.ts"

/**
 * Names by which AWS refuses what was sent to it: too large, malformed, out of its limits. Every other error of AWS
 * (throttling, conflicts, missing rights or resources, its own failures) is nothing that a record could cause.
 */
const refusals = new Set([
  "ValidationException", // DynamoDB: an item above 400 KB, a key above 2 KB; Kinesis: a record above 1 MiB
  "ValidationError", // the same as the reason of a cancelled transaction
  "ItemCollectionSizeLimitExceeded",
  "ItemCollectionSizeLimitExceededException",
  "SerializationException",
  "InvalidArgumentException",
  "InvalidArgument",
  "EntityTooLarge",
  "KeyTooLongError",
])

/** What a transaction says of the writes that were not at fault. */
const bystanders = new Set(["None", "ConditionalCheckFailed"])

/** Our own errors that tell of others: services, settings, writers that were faster. */
const passing = [UpstreamError, ConfigurationError, BusyError, ConflictError, PreconditionFailedError]

/**
 * True when the error has to do with the world and not with the data in hand: the same call may succeed later.
 * What nobody foresaw in our own code (a RangeError, say) is no outage: the same data fails again.
 */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (passing.some(kind => error instanceof kind)) return true
  if (error.cause !== undefined && isOutage(error.cause)) return true
  const { $metadata, $response, code, CancellationReasons } = error as Partial<AwsError>
  const reasons = CancellationReasons?.map(({ Code = "None" }) => Code).filter(Code => !bystanders.has(Code))
  if (reasons?.length) return !reasons.every(reason => refusals.has(reason))
  // The SDK marks every error of a call, Node every error of the system, with a code.
  if ($metadata || $response) return !refusals.has(error.name) && $metadata?.httpStatusCode !== 413
  return code !== undefined || ["TimeoutError", "AbortError", "CredentialsProviderError"].includes(error.name)
}

type AwsError = {
  $metadata: { httpStatusCode?: number }
  $response: unknown
  code: string
  CancellationReasons: { Code?: string }[]
}
