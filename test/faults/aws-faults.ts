/** Failures as AWS sends them, for DynamoDB, Kinesis and S3. */

/** What a call is for: the operations on data, the only ones that fail here. */
export type Call = { service: "dynamodb" | "streams" | "kinesis" | "s3"; operation: string }

/** An answer that was made up. */
export type Answer = { status: number; headers: Record<string, string>; body: string }

const services: Record<string, Call["service"]> = {
  DynamoDB_20120810: "dynamodb",
  DynamoDBStreams_20120810: "streams",
  Kinesis_20131202: "kinesis",
}

const onData = /^(Get|Put|Update|Delete|Query|Batch|Transact|ListShards)/

/** The call that a request makes; undefined when it is none on the data of these services. */
export function callOf(method: string, target: string | undefined, path: string): Call | undefined {
  if (target === undefined)
    return path.startsWith("/2015-03-31/") ? undefined : { service: "s3", operation: method }
  const [prefix = "", operation = ""] = target.split(".")
  const service = services[prefix]
  return service && onData.test(operation) ? { service, operation } : undefined
}

/** The service asks for patience. */
export function throttled({ service }: Call): Answer {
  if (service === "s3") return xml(503, "SlowDown", "Please reduce your request rate.")
  const name = service === "streams" ? "LimitExceededException" : "ProvisionedThroughputExceededException"
  return json(400, name, "The level of configured provisioned throughput was exceeded.")
}

/** The service fails. */
export function broken({ service }: Call): Answer {
  if (service === "s3")
    return xml(500, "InternalError", "We encountered an internal error. Please try again.")
  return json(500, service === "kinesis" ? "InternalFailure" : "InternalServerError", "Internal server error")
}

/** A transaction met another one. */
export const conflicted = (body: string): Answer => {
  const { TransactItems = [] } = JSON.parse(body)
  const CancellationReasons = TransactItems.map((_: unknown, n: number) =>
    n === 0
      ? { Code: "TransactionConflict", Message: "Transaction is ongoing for the item" }
      : { Code: "None" },
  )
  const message = "Transaction cancelled, please refer cancellation reasons for specific reasons"
  return json(400, "TransactionCanceledException", message, { CancellationReasons })
}

/** What no retry helps against. */
export const refused = (): Answer =>
  json(400, "ValidationException", "Item size has exceeded the maximum allowed size")

function json(status: number, name: string, message: string, more: object = {}): Answer {
  const body = JSON.stringify({ __type: name, message, ...more })
  return { status, headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-errortype": name }, body }
}

function xml(status: number, code: string, message: string): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`
  return { status, headers: { "content-type": "application/xml" }, body }
}
