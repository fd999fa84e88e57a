/** Changing a stored bill: read, decide, write over the version that was read; again when somebody else was faster. */
import { BusyError, NotFoundError } from "../shared/errors.ts"
import type { Bill } from "./bill.ts"
import { ChangedMeanwhileError } from "./errors.ts"
import type { HistoryAction } from "./history.ts"
import { bills } from "./repository.ts"
import { pause } from "./transact.ts"

/** How long one that always loses tries, in milliseconds. */
const patience = 10_000

/** The bill with this id. Throws a NotFoundError. */
export async function findBill(id: string): Promise<Bill> {
  const found = await bills.get(id)
  if (!found) throw new NotFoundError("bill", id)
  return found
}

/**
 * Stores what `decide` makes of the bill, with an entry in its history, and gives it; the bill as it is when `decide`
 * gives undefined. Throws a NotFoundError, a BusyError, and whatever `decide` throws.
 */
export async function changeBill(
  id: string,
  change: { action: HistoryAction; actor: string },
  decide: (before: Bill) => Bill | undefined,
): Promise<Bill> {
  return untilUnchanged(id, async before => {
    const after = decide(before)
    if (!after) return before
    if (await bills.replace(before, after, change)) return after
    throw new ChangedMeanwhileError(id)
  })
}

/** Calls `attempt` with the bill as it is, again and again while it throws a ChangedMeanwhileError. */
export async function untilUnchanged<T>(id: string, attempt: (before: Bill) => Promise<T>): Promise<T> {
  const until = Date.now() + patience
  for (let tries = 1; ; tries++) {
    const before = await findBill(id)
    try {
      return await attempt(before)
    } catch (error) {
      if (!(error instanceof ChangedMeanwhileError)) throw error
      if (Date.now() > until) {
        throw new BusyError(
          `Bill ${JSON.stringify(id)} is being changed by too many at once. Send it again.`,
          {
            cause: error,
          },
        )
      }
      await pause(tries, 10)
    }
  }
}
