/**
 * Steps of campaigns over the bills, newest first. A step may be repeated, and be cut off anywhere: what it wrote before
 * is seen at its repeat and counted then, so that a campaign's counts are right however often it was killed.
 */

import { toMajor } from "../shared/money.ts"
import type { Bill } from "./bill.ts"
import { applyDiscount, isDiscountable, savingOf, undoDiscount } from "./discount.ts"
import { listOfCampaign, listUndiscounted, mergePages } from "./find-bills.ts"
import type { HistoryAction } from "./history.ts"
import { bills } from "./repository.ts"
import type { DiscountStep } from "./schema.ts"

type PageOf = { limit: number; cursor?: string | undefined }

/** What became of one bill. */
type Outcome = "written" | "skipped" | "failed"

/** How often a bill is tried that others write at the same time. */
const tries = 5

/** Gives the next bills their discount; those that a lost step of the same campaign gave it are counted as written. */
export async function discountNext(
  discount: { campaign: string; rate: number },
  page: PageOf,
): Promise<DiscountStep> {
  const { items, next } = mergePages(
    await Promise.all([listUndiscounted(page), listOfCampaign(discount.campaign, page)]),
    page.limit,
  )
  const actor = `campaign:${discount.campaign}`
  const hasIt = (bill: Bill) => bill.discount?.campaign === discount.campaign
  const outcomes = await Promise.all(
    items.map(bill =>
      writeOne(bill, { action: "discounted", actor }, hasIt, (latest, now) =>
        latest.undone?.includes(discount.campaign) ? undefined : applyDiscount(latest, discount, now),
      ),
    ),
  )
  return count(outcomes, next)
}

/** Gives the next bills of a campaign their former amounts back. */
export async function undoNext(campaign: string, page: PageOf): Promise<DiscountStep> {
  const { items, next } = await listOfCampaign(campaign, page)
  const actor = `campaign:${campaign}`
  const hasLostIt = (bill: Bill) => bill.discount === null && (bill.undone ?? []).includes(campaign)
  const outcomes = await Promise.all(
    items.map(bill =>
      writeOne(bill, { action: "discount-undone", actor }, hasLostIt, (latest, now) =>
        undoDiscount(latest, campaign, now),
      ),
    ),
  )
  return count(outcomes, next)
}

/** How many of the next bills would get a discount, and what it would take off their totals, in the major unit. */
export async function previewNext(rate: number, page: PageOf) {
  const { items, next } = await listUndiscounted(page)
  const meant = items.filter(isDiscountable)
  const amount = meant.reduce((sum, bill) => sum + savingOf(bill, rate), 0)
  return { bills: meant.length, amount: toMajor(amount), cursor: next }
}

/** Reads the bill again when somebody else wrote it meanwhile: the index may lag, and clerks go on working. */
async function writeOne(
  listed: Bill,
  change: { action: HistoryAction; actor: string },
  isDone: (bill: Bill) => boolean,
  decide: (bill: Bill, now: string) => Bill | undefined,
): Promise<Outcome> {
  let bill: Bill | undefined = listed
  for (let attempt = 0; bill && attempt < tries; attempt++) {
    if (isDone(bill)) return "written"
    const after = decide(bill, new Date().toISOString())
    if (!after) return "skipped"
    if (await bills.replace(bill, after, change)) return "written"
    bill = await bills.get(listed.id)
  }
  return bill ? "failed" : "skipped"
}

function count(outcomes: Outcome[], cursor: string | undefined): DiscountStep {
  const number = (outcome: Outcome) => outcomes.filter(one => one === outcome).length
  return {
    read: outcomes.length,
    written: number("written"),
    skipped: number("skipped"),
    failed: number("failed"),
    cursor,
  }
}
