/** Lists of bills, newest first, each from an index: all, or a customer's, in a status, of a time, with a number. */
import { QueryCommand } from "@aws-sdk/lib-dynamodb"
import { dynamodb } from "../shared/aws/dynamodb.ts"
import { type Page, toCursor } from "../shared/http/page.ts"
import { type Index, positionOf, queryNewestFirst } from "../shared/newest-first.ts"
import type { Bill, Status } from "./bill.ts"
import { billsTable, campaignList, listPartitions } from "./bill-items.ts"
import { bills } from "./repository.ts"
import { fromItem } from "./stored-bill.ts"

type PageOf = { limit: number; cursor?: string | undefined }

/** Which bills; `from` and `to` bound the time at which they were made: from the one on, before the other. */
export type Filter = {
  number?: string | undefined
  customerId?: string | undefined
  status?: Status | undefined
  from?: string | undefined
  to?: string | undefined
}

const index = (name: string, partitionKey: string): Index => ({
  table: billsTable(),
  index: name,
  partitionKey,
})

/** One page of the bills that this filter lets through. A page may be short of its limit and still have a next one. */
export async function findBills(
  { number, customerId, status, from, to }: Filter,
  page: PageOf,
): Promise<Page<Bill>> {
  const bounds = { from, to }
  if (number !== undefined) {
    const found = await findNumber(number)
    const isMeant = (bill: Bill) =>
      (customerId === undefined || bill.customerId === customerId) &&
      (status === undefined || bill.status === status) &&
      (from === undefined || bill.createdAt >= from) &&
      (to === undefined || bill.createdAt < to)
    return { items: found.filter(isMeant) }
  }
  if (customerId !== undefined) {
    const only = status && { name: "status", value: status }
    return query(index("customer", "customerId"), [customerId], { ...page, ...bounds, only })
  }
  if (status === "issued") {
    // Those that may get a discount, and those that had one or were paid in part.
    const lists = [
      query(index("undiscounted", "undiscounted"), listPartitions("undiscounted"), { ...page, ...bounds }),
      query(index("status", "statusList"), listPartitions(status), { ...page, ...bounds }),
    ]
    return mergePages(await Promise.all(lists), page.limit)
  }
  if (status !== undefined)
    return query(index("status", "statusList"), listPartitions(status), { ...page, ...bounds })
  return query(index("newest", "collection"), listPartitions("bills"), { ...page, ...bounds })
}

/** One page of the bills that may get a discount, newest first. By index: one may just have got its discount. */
export const listUndiscounted = (page: PageOf): Promise<Page<Bill>> =>
  query(index("undiscounted", "undiscounted"), listPartitions("undiscounted"), page)

/** One page of the bills that have a campaign's discount, or had it and lost it again, newest first. */
export const listOfCampaign = (campaign: string, page: PageOf): Promise<Page<Bill>> =>
  query(index("campaign", "campaignList"), listPartitions(campaignList(campaign)), page)

/** The newest of several pages that begin at the same place, as one page. */
export function mergePages(pages: Page<Bill>[], limit: number): Page<Bill> {
  const all = [...new Map(pages.flatMap(({ items }) => items).map(bill => [bill.id, bill])).values()]
  const items = all.sort((a, b) => (positionOf(a) < positionOf(b) ? 1 : -1)).slice(0, limit)
  const last = items.at(-1)
  const isMore = all.length > limit || pages.some(({ next }) => next !== undefined)
  return isMore && last ? { items, next: toCursor(positionOf(last)) } : { items }
}

async function query(
  of: Index,
  over: string[],
  page: Parameters<typeof queryNewestFirst>[2],
): Promise<Page<Bill>> {
  const { items, next } = await queryNewestFirst(of, over, page)
  return { items: items.map(fromItem), next }
}

async function findNumber(number: string): Promise<Bill[]> {
  const { Items = [] } = await dynamodb.send(
    new QueryCommand({
      TableName: billsTable(),
      IndexName: "number",
      KeyConditionExpression: "#number = :number",
      ExpressionAttributeNames: { "#number": "number" },
      ExpressionAttributeValues: { ":number": number },
    }),
  )
  // The index has the keys only, so that it costs little to write.
  return bills.getMany(Items.map(({ id }) => id))
}
