/** Sums of invoices, over all and for each customer. Amounts are in minor units. */
import type { InvoiceIssued } from "../shared/events/invoice-issued.ts"
import { toMinor } from "../shared/money.ts"

/** One customer's share: id, number of invoices, their total. */
export type CustomerTally = [customerId: string, count: number, total: number]

/** Number and total of some invoices. It is plain JSON, so that it can be carried from call to call. */
export type Tally = { count: number; total: number; customers: CustomerTally[] }

/** Nothing counted yet. */
export const emptyTally: Tally = { count: 0, total: 0, customers: [] }

/** The tally of these invoices. */
export const tallyOf = (invoices: InvoiceIssued[]): Tally =>
  addTallies(
    invoices.map(({ data: { customerId, total } }) => {
      const minor = toMinor(total)
      return { count: 1, total: minor, customers: [[customerId, 1, minor]] }
    }),
  )

/** All of these together, with each customer once, in the order of the customers' ids. */
export function addTallies(tallies: Tally[]): Tally {
  // A Map, because a customer may be called "__proto__".
  const byCustomer = new Map<string, CustomerTally>()
  const sum: Tally = { count: 0, total: 0, customers: [] }
  for (const { count, total, customers } of tallies) {
    sum.count += count
    sum.total += total
    for (const [id, itsCount, itsTotal] of customers) {
      const [, countBefore, totalBefore] = byCustomer.get(id) ?? [id, 0, 0]
      byCustomer.set(id, [id, countBefore + itsCount, totalBefore + itsTotal])
    }
  }
  sum.customers = [...byCustomer.values()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return sum
}

/** The same tally in pieces of at most so many customers, whose sum it is. */
export function splitTally(tally: Tally, mostCustomers: number): Tally[] {
  const pieces: Tally[] = []
  for (let start = 0; start < tally.customers.length; start += mostCustomers) {
    const customers = tally.customers.slice(start, start + mostCustomers)
    const count = customers.reduce((sum, [, itsCount]) => sum + itsCount, 0)
    const total = customers.reduce((sum, [, , itsTotal]) => sum + itsTotal, 0)
    pieces.push({ count, total, customers })
  }
  return pieces
}
