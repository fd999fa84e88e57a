/** Writes that succeed together or not at all, and trying again when another writer was in the way. */
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb"
import { TransactWriteCommand, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "./aws/dynamodb.ts"
import { BusyError } from "./errors.ts"

export type Write = NonNullable<TransactWriteCommandInput["TransactItems"]>[number]

/** Writes that one transaction takes. */
export const mostWrites = 100

/** How long a write is tried again in all, in milliseconds: well within the time of a Lambda. */
const patience = 10_000

/**
 * Writes all of it, or nothing. Gives the places of the writes whose condition did not hold; none when all was
 * written; undefined when another transaction was in the way, so that nothing is known and it may be tried again.
 */
export async function transact(writes: Write[]): Promise<number[] | undefined> {
  try {
    await dynamodb.send(new TransactWriteCommand({ TransactItems: writes }))
    return []
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error
    const codes = error.CancellationReasons?.map(({ Code }) => Code ?? "None") ?? []
    const foreseen = new Set(["None", "ConditionalCheckFailed", ...passing])
    if (codes.length === 0 || !codes.every(code => foreseen.has(code))) throw error
    if (codes.some(code => passing.includes(code))) return undefined
    return codes.flatMap((code, place) => (code === "ConditionalCheckFailed" ? [place] : []))
  }
}

/** Reasons that are over in a moment. */
const passing = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]

/** The last of those in this process that write a thing, by its name: who comes next waits for it. */
const lanes = new Map<string, Promise<unknown>>()

/**
 * Calls `attempt` until it gives a value: undefined means that somebody else was faster. Requests of one process
 * that write the same thing do so one after the other, since racing would only make work; for all others pauses
 * grow, at random, so that they do not meet again. Throws a BusyError after 10 seconds.
 */
export async function untilWritten<T>(what: string, attempt: () => Promise<T | undefined>): Promise<T> {
  const until = Date.now() + patience
  const before = lanes.get(what)
  const turn = (async () => {
    await before?.catch(() => {})
    return tryUntil(until, what, attempt)
  })()
  lanes.set(what, turn)
  try {
    return await turn
  } finally {
    if (lanes.get(what) === turn) lanes.delete(what)
  }
}

async function tryUntil<T>(until: number, what: string, attempt: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; Date.now() < until; tries++) {
    const written = await attempt()
    if (written !== undefined) return written
    await new Promise(resolve => setTimeout(resolve, Math.min(1000, 10 * 2 ** tries) * Math.random()))
  }
  throw new BusyError(`${what} is being changed by too many at once. Nothing was written; try again.`)
}
