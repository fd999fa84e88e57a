/**
 * Issuing a bill: its stock is reserved in the inventory, then it is stored as issued, with its number. What is intended
 * is stored first; a crash at any point leaves either an issued bill with its stock, or a saga that
 * `repair-bills` brings to the end of nothing having happened.
 */
import { newId } from "../shared/ids.ts"
import { createLogger } from "../shared/logger.ts"
import type { Bill } from "./bill.ts"
import { insert, update } from "./bill-items.ts"
import { ChangedMeanwhileError, OutOfStockError, UnderWayError } from "./errors.ts"
import { historyWrite } from "./history.ts"
import { writeNumbered } from "./numbers.ts"
import { bills } from "./repository.ts"
import { type Saga, sagaIssued, sagas } from "./sagas.ts"
import { releaseStock, reserveStock } from "./stock.ts"
import { ConditionsError } from "./transact.ts"

const logger = createLogger("billing-service")

/** Called after each step, with its name; a test stops there. */
export type AfterStep = (step: "intended" | "reserved" | "stored" | "given-up" | "released") => Promise<void>
const goOn: AfterStep = async () => {}

/** From when on a saga is taken to be left by who began it, in milliseconds; longer than a request may take. */
export const abandonedAfter = 30_000

/**
 * Issues a bill that is new (`before` undefined) or a draft in the version `before`, and gives it with its number.
 * Throws an OutOfStockError, an UpstreamError when the inventory cannot be asked, a ChangedMeanwhileError when the
 * bill is not as it was; in each case nothing has happened.
 */
export async function issueBill(
  { before, issued, actor }: { before: Bill | undefined; issued: Bill; actor: string },
  afterStep = goOn,
): Promise<Bill> {
  const saga = await beginSaga(issued.id)
  await afterStep("intended")
  try {
    await reserveStock(saga.reservation, issued.lines)
    await afterStep("reserved")
    const stored = await storeIssued(before, { ...issued, reservation: saga.reservation }, actor, saga)
    await afterStep("stored")
    return stored
  } catch (error) {
    if (error instanceof OutOfStockError && error.isFinal) {
      await sagas.end(saga)
      throw error
    }
    const isUndone = await bringToEnd(saga, afterStep).catch(repairedLater(saga))
    const stored = isUndone ? undefined : await bills.get(issued.id)
    // The transaction was done, and only its answer was lost.
    if (stored?.reservation === saga.reservation) return stored
    throw error instanceof ConditionsError ? new ChangedMeanwhileError(issued.id) : error
  }
}

/**
 * Brings a saga to its end: what was not issued, or is void, has no stock. False when there was nothing to do any
 * more. Throws an UpstreamError when the inventory cannot be told.
 */
export async function bringToEnd(saga: Saga, afterStep = goOn): Promise<boolean> {
  if (!(await sagas.giveUp(saga))) return false
  await afterStep("given-up")
  await releaseStock(saga.reservation)
  await afterStep("released")
  await sagas.end(saga)
  return true
}

/** For `.catch`: what cannot be brought to its end now is left to `repair-bills`. */
export const repairedLater =
  ({ billId }: Saga) =>
  (error: unknown): true => {
    logger.warn("stock of a bill is left to be released by repair", { error, billId })
    return true
  }

async function beginSaga(billId: string): Promise<Saga> {
  const saga: Saga = {
    billId,
    reservation: `${billId}.${newId().slice(-12)}`,
    action: "issue",
    since: new Date().toISOString(),
  }
  const other = await sagas.begin(saga)
  if (!other) return saga
  if (Date.now() - Date.parse(other.since) < abandonedAfter) throw new UnderWayError(billId)
  await bringToEnd(other)
  return beginSaga(billId)
}

/** One transaction: the number, the bill, its history, and the end of the saga. */
async function storeIssued(before: Bill | undefined, issued: Bill, actor: string, saga: Saga): Promise<Bill> {
  const { series, issuedAt } = issued
  const at = issuedAt ?? issued.updatedAt
  const announced = { announce: "issued" } as const
  const withNumber = (number: string): Bill => ({ ...issued, number })
  const [number = ""] = await writeNumbered({ series, year: at.slice(0, 4) }, 1, ([number = ""]) => {
    const bill = withNumber(number)
    return [
      before ? update(bill, announced) : insert(bill, announced),
      historyWrite({ action: "issued", actor, at }, before, bill),
      sagaIssued(saga),
    ]
  })
  return withNumber(number)
}
