/** What a function's answer says about the records of its batch. */

/** `partial`: the records before index `from` are done, that one and all after it are to be retried. */
export type BatchResult =
  | { kind: "success" }
  | { kind: "partial"; from: number }
  | { kind: "failure"; reason: string }

const SUCCESS: BatchResult = { kind: "success" }

/**
 * Reads an answer of a function under ReportBatchItemFailures. `sequenceNumbers` are those of the batch, in
 * order, so the lowest number reported is the one that comes first. An answer that is no success form and
 * names not only records of the batch fails the whole batch, and so does one that names its first record:
 * then nothing is done.
 */
export function readBatchItemFailures(answer: unknown, sequenceNumbers: readonly string[]): BatchResult {
  if (answer === null || answer === undefined || answer === "") return SUCCESS
  if (typeof answer !== "object") return failure(`the answer is a ${typeof answer}`)
  if (Array.isArray(answer)) return answer.length === 0 ? SUCCESS : failure("the answer is a list")
  const failures = (answer as { batchItemFailures?: unknown }).batchItemFailures
  if (failures === undefined || failures === null) return SUCCESS
  if (!Array.isArray(failures)) return failure("batchItemFailures is no list")
  if (failures.length === 0) return SUCCESS
  return lowestFailure(failures, sequenceNumbers)
}

function lowestFailure(failures: unknown[], sequenceNumbers: readonly string[]): BatchResult {
  const indexes = new Map(sequenceNumbers.map((number, index) => [number, index]))
  let from = sequenceNumbers.length
  for (const item of failures) {
    const identifier = (item as { itemIdentifier?: unknown } | null)?.itemIdentifier
    const index = typeof identifier === "string" ? indexes.get(identifier) : undefined
    if (index === undefined) return failure("an itemIdentifier is not in the batch")
    from = Math.min(from, index)
  }
  return from === 0 ? failure("the first record failed") : { kind: "partial", from }
}

function failure(reason: string): BatchResult {
  return { kind: "failure", reason }
}
