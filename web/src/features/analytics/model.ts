/** What the windows of the last minutes say: a series without gaps for the chart, sums, and sums by customer. */
import { t } from "i18next"
import { sumOf, toMinor } from "../../lib/money.ts"
import type { InvoiceWindow } from "./types.ts"

/** The ranges that can be looked at, in minutes. */
export const ranges = [1, 5, 15, 60] as const
export type Range = (typeof ranges)[number]

/** Reads a range from an address; 5 minutes for anything else. */
export const rangeOf = (text: string | null): Range => ranges.find(range => String(range) === text) ?? 5

/** Length of a window, in milliseconds. */
const windowMs = 5_000

/**
 * How long after its end a window may still be on its way: it is closed, stored and read first. A time without a window
 * counts as a time without invoices only when it is over for longer than this.
 */
const graceMs = 12_000

/** How much time one bar of the chart stands for, in milliseconds: whole windows, and at most 60 bars. */
export const barLength = (minutes: Range): number => Math.max(windowMs, (minutes * 60_000) / 60)

/** One bar: when it begins (in milliseconds), how many invoices, and their amount in the major unit. */
export type Bar = { start: number; count: number; total: number }

/**
 * The bars of the last minutes, oldest first, one after the other without a gap: where no window was, nothing was
 * issued. Ends with the last bar that is complete, so that the newest is never lower than it will be.
 */
export function barsOf(windows: InvoiceWindow[], minutes: Range, now: number): Bar[] {
  const length = barLength(minutes)
  const floor = (at: number) => Math.floor(at / length) * length
  const known = Math.max(now - graceMs, ...windows.map(({ end }) => Date.parse(end)))
  const end = floor(known)
  const first = end - minutes * 60_000
  const sums = new Map<number, { count: number; total: bigint }>()
  for (const { start, count, total } of windows) {
    const at = floor(Date.parse(start))
    const sum = sums.get(at) ?? { count: 0, total: 0n }
    sums.set(at, { count: sum.count + count, total: sum.total + toMinor(total) })
  }
  return Array.from({ length: (minutes * 60_000) / length }, (_, index) => {
    const start = first + index * length
    const { count = 0, total = 0n } = sums.get(start) ?? {}
    return { start, count, total: Number(total) / 100 }
  })
}

/** Invoices of these windows, and their amount in minor units. */
export const totalOf = (windows: InvoiceWindow[]): { count: number; total: bigint } => ({
  count: windows.reduce((sum, { count }) => sum + count, 0),
  total: sumOf(windows.map(({ total }) => total)),
})

/** The windows that ended in the last minutes. */
export const windowsSince = (windows: InvoiceWindow[], minutes: number, now: number): InvoiceWindow[] =>
  windows.filter(({ end }) => Date.parse(end) > now - minutes * 60_000)

/** One customer's invoices, and their amount in minor units. */
export type CustomerTotal = { customerId: string; count: number; total: bigint }

/** The windows' sums by customer, the largest amount first. */
export function customersOf(windows: InvoiceWindow[]): CustomerTotal[] {
  const sums = new Map<string, CustomerTotal>()
  for (const { customerId, count, total } of windows.flatMap(({ customers }) => customers)) {
    const sum = sums.get(customerId) ?? { customerId, count: 0, total: 0n }
    sums.set(customerId, { customerId, count: sum.count + count, total: sum.total + toMinor(total) })
  }
  return [...sums.values()].sort(
    (a, b) => Number(b.total - a.total) || a.customerId.localeCompare(b.customerId),
  )
}

/** A bar's length in words, as in "per 5 s". */
export const barWords = (minutes: Range): string => {
  const seconds = barLength(minutes) / 1000
  return seconds === 60 ? t("analytics:minute") : `${seconds} s`
}
