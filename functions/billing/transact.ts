/** Writing several items of billing at once: all of them or none. */
import { setTimeout as sleep } from "node:timers/promises"
import { BusyError } from "../shared/errors.ts"
import { transact as transactOnce, type Write } from "../shared/transact.ts"

export type { Write }

/** Conditions of some writes do not hold, and nothing was written. `failed` has their places. */
export class ConditionsError extends Error {
  override name = "ConditionsError"
  readonly failed: ReadonlySet<number>
  constructor(failed: ReadonlySet<number>) {
    super(`The conditions of the writes ${[...failed].join(", ")} do not hold.`)
    this.failed = failed
  }
}

/** How often a transaction is tried that met another one on the same item, with which first pause in milliseconds. */
const tries = 10
const firstPause = 10

/** Writes all or nothing. Throws a ConditionsError, a BusyError, or what DynamoDB says. */
export async function transact(writes: Write[]): Promise<void> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    const failed = await transactOnce(writes)
    if (failed?.length === 0) return
    if (failed) throw new ConditionsError(new Set(failed))
    await pause(attempt, firstPause)
  }
  throw new BusyError("Too many write the same at once. Nothing was written; send it again.")
}

/** Waits a random time that grows with the attempts, so that those who met do not meet again. */
export const pause = (attempt: number, first: number, longest = 250): Promise<void> =>
  sleep(Math.min(longest, first * 2 ** (attempt - 1)) * Math.random())
