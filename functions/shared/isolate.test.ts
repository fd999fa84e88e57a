import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { ConfigurationError } from "./configuration-error.ts"
import { BusyError, UpstreamError } from "./errors.ts"
import { isolate } from "./isolate.ts"
import { isOutage } from "./outage.ts"

const named = (name: string, more: object = {}) => Object.assign(new Error("no"), { name, ...more })
const aws = (name: string, httpStatusCode = 400, more: object = {}) =>
  named(name, { $metadata: { httpStatusCode }, ...more })
const cancelled = (...codes: string[]) =>
  aws("TransactionCanceledException", 400, { CancellationReasons: codes.map(Code => ({ Code })) })

describe("an outage", () => {
  test.each([
    ["throttling", aws("ProvisionedThroughputExceededException")],
    ["throttling of S3", aws("SlowDown", 503)],
    ["a failure of AWS", aws("InternalServerError", 500)],
    ["an answer that is no answer", named("SyntaxError", { $response: { statusCode: 502 } })],
    ["a reset connection", named("Error", { code: "ECONNRESET" })],
    ["a failed fetch", new TypeError("fetch failed", { cause: named("Error", { code: "ECONNREFUSED" }) })],
    ["a timeout", named("TimeoutError")],
    ["no answer in time to the SDK", named("Error", { $metadata: { attempts: 5 } })],
    ["two transactions that met", cancelled("None", "TransactionConflict")],
    ["a conflict beside a refusal", cancelled("ValidationError", "TransactionConflict")],
    ["a lost race", cancelled("ConditionalCheckFailed", "None")],
    ["a missing right", aws("AccessDeniedException")],
    ["a missing table", aws("ResourceNotFoundException")],
    ["missing credentials", named("CredentialsProviderError")],
    ["a missing variable", new ConfigurationError("STAGE is not set")],
    ["a writer that others were always faster than", new BusyError("try again")],
    ["another service", new UpstreamError("timeout", "no answer")],
  ])("is %s", (_, error) => {
    expect(isOutage(error)).toBe(true)
  })

  test.each([
    ["an item too large", aws("ValidationException")],
    ["an item too large in a transaction", cancelled("None", "ValidationError", "ConditionalCheckFailed")],
    ["an object too large", aws("EntityTooLarge")],
    ["a request too large", aws("Unknown", 413)],
    ["a fault of our own code", new RangeError("0.001 is no amount")],
    ["anything thrown that is no error", "no"],
  ])("is not %s", (_, error) => {
    expect(isOutage(error)).toBe(false)
  })
})

/** Attempts that fail when one of `bad` is among the records. */
function attemptWithout(bad: Set<number>) {
  const attempts: number[][] = []
  const attempt = async (some: number[]) => {
    attempts.push(some)
    if (some.some(record => bad.has(record))) throw new RangeError(`${some}`)
    return some
  }
  return { attempt, attempts }
}

describe("isolating", () => {
  test("takes one attempt when nothing fails, and none for no records", async () => {
    const { attempt, attempts } = attemptWithout(new Set())

    expect(await isolate([1, 2, 3], attempt)).toEqual({ results: [[1, 2, 3]], refused: [] })
    expect(await isolate([], attempt)).toEqual({ results: [], refused: [] })
    expect(attempts).toHaveLength(1)
  })

  test("one bad record of 500 is found in 20 attempts, and only it is refused", async () => {
    const records = Array.from({ length: 500 }, (_, n) => n)
    const { attempt, attempts } = attemptWithout(new Set([337]))

    const { results, refused } = await isolate(records, attempt)

    expect(refused).toEqual([{ record: 337, error: new RangeError("337") }])
    expect(results.flat()).toEqual(records.filter(record => record !== 337))
    expect(attempts.length).toBeLessThanOrEqual(20)
  })

  test("whatever is bad, it is refused and all others are done once, in order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(60), fc.array(fc.nat(60)), async (count, bad) => {
        const records = Array.from({ length: count }, (_, n) => n)
        const isBad = new Set(bad)

        const { results, refused } = await isolate(records, attemptWithout(isBad).attempt)

        expect(results.flat()).toEqual(records.filter(record => !isBad.has(record)))
        expect(refused.map(({ record }) => record)).toEqual(records.filter(record => isBad.has(record)))
      }),
    )
  })

  test("an outage ends it at once, also in the midst of the search", async () => {
    const attempts: number[] = []
    const outage = named("TimeoutError")

    const isolating = isolate([1, 2, 3, 4], async some => {
      attempts.push(some.length)
      if (some.length === 4) throw new RangeError("one of them")
      throw outage
    })

    await expect(isolating).rejects.toBe(outage)
    expect(attempts).toEqual([4, 2])
  })
})
