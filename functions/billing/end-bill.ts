/** Ending an issued bill: void, or credited by a credit note. Its stock goes back to the inventory afterwards. */
import type { Bill } from "./bill.ts"
import { insert, update } from "./bill-items.ts"
import { ChangedMeanwhileError } from "./errors.ts"
import { historyWrite } from "./history.ts"
import { type AfterStep, bringToEnd, repairedLater } from "./issue-bill.ts"
import { writeNumbered } from "./numbers.ts"
import { type Saga, sagaBegun } from "./sagas.ts"
import { ConditionsError, transact, type Write } from "./transact.ts"

const goOn: AfterStep = async () => {}

/** Stores a bill that was voided. Throws a ChangedMeanwhileError, and has done nothing then. */
export async function storeVoid(
  { before, after, actor }: { before: Bill; after: Bill; actor: string },
  afterStep = goOn,
): Promise<void> {
  const writes = [
    update(after),
    historyWrite({ action: "voided", actor, at: after.updatedAt }, before, after),
    ...releaseOf(before, after.updatedAt),
  ]
  await transact(writes).catch(error => {
    throw error instanceof ConditionsError ? new ChangedMeanwhileError(before.id) : error
  })
  await afterStep("stored")
  await release(before, after.updatedAt, afterStep)
}

/** Stores a credited bill and its credit note, and gives the note with its number. Throws a ChangedMeanwhileError. */
export async function storeCredit(
  { before, credited, note, actor }: { before: Bill; credited: Bill; note: Bill; actor: string },
  afterStep = goOn,
): Promise<Bill> {
  const at = note.createdAt
  const [number = ""] = await writeNumbered(
    { series: note.series, year: at.slice(0, 4) },
    1,
    ([number = ""]) => {
      const numbered = { ...note, number }
      const after = { ...credited, creditNote: { id: note.id, number } }
      return [
        update(after),
        historyWrite({ action: "credited", actor, at }, before, after),
        insert(numbered),
        historyWrite({ action: "issued", actor, at }, undefined, numbered),
        ...releaseOf(before, at),
      ]
    },
  ).catch(error => {
    throw error instanceof ConditionsError ? new ChangedMeanwhileError(before.id) : error
  })
  await afterStep("stored")
  await release(before, at, afterStep)
  return { ...note, number }
}

const sagaOf = ({ id, reservation }: Bill, since: string): Saga | undefined =>
  reservation === undefined ? undefined : { billId: id, reservation, action: "release", since }

function releaseOf(bill: Bill, since: string): Write[] {
  const saga = sagaOf(bill, since)
  return saga ? [sagaBegun(saga)] : []
}

/** The bill has ended whether or not the inventory answers: what cannot be released now is repaired later. */
async function release(bill: Bill, since: string, afterStep: AfterStep): Promise<void> {
  const saga = sagaOf(bill, since)
  if (saga) await bringToEnd(saga, afterStep).catch(repairedLater(saga))
}
