/** From what is typed into the filters to what the API is asked for. */
import type { BillsFilter } from "./api/list-bills.ts"
import { statusOf } from "./states.ts"

/** The names of the filters in the address. Days are the reader's own. */
export const filterNames = ["number", "customerId", "status", "from", "to"] as const
export type FilterText = Partial<Record<(typeof filterNames)[number], string>>

/** What to ask for. What is no state or no day filters nothing. */
export const toFilter = ({ number, customerId, status, from, to }: FilterText): BillsFilter => ({
  number: number ? numberOf(number) : undefined,
  customerId,
  status: statusOf(status),
  from: from ? startOfDay(from, 0) : undefined,
  to: to ? startOfDay(to, 1) : undefined,
})

/** A whole number as people shorten it: `42` is this year's forty-second. Others are taken as they are typed. */
export function numberOf(typed: string, year = new Date().getFullYear()): string {
  const text = typed.trim().toUpperCase()
  return /^\d{1,6}$/.test(text) ? `${year}-${text.padStart(6, "0")}` : text
}

/** When a day begins, or some days later, by the reader's clock. */
function startOfDay(day: string, later: number): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  if (!year) return undefined
  return new Date(Number(year), Number(month) - 1, Number(date) + later).toISOString()
}
