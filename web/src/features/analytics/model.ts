/** What the windows of a time say: a series without gaps for the chart, sums, sums by customer, and all of it as CSV. */
import { t } from "i18next"
import { sumOf, toMinor } from "../../lib/money.ts"
import type { InvoiceWindow } from "./types.ts"

/** The ranges that can be looked at, in minutes: from a minute to a day. */
export const ranges = [1, 5, 15, 60, 360, 1440] as const
export type Range = (typeof ranges)[number]

/** Reads a range from an address; 5 minutes for anything else. */
export const rangeOf = (text: string | null): Range => ranges.find(range => String(range) === text) ?? 5

/** Length of a window, in milliseconds. */
export const windowMs = 5_000

/**
 * How long after its end a window may still be on its way: it is closed, stored and read first. A time without a window
 * counts as a time without invoices only when it is over for longer than this.
 */
const graceMs = 12_000

/** Bars that a chart has at most. */
export const mostBars = 300

/** Lengths of a bar that people can count with, in milliseconds: whole windows. */
const lengths = [5, 15, 30, 60, 120, 300].map(seconds => seconds * 1000)

/** How much time one bar of the chart stands for, in milliseconds: a window where they are few enough. */
export const barLength = (minutes: Range): number =>
  lengths.find(length => (minutes * 60_000) / length <= mostBars) ?? 300_000

/** One bar: when it begins (in milliseconds), how many invoices, and their amount in the major unit. */
export type Bar = { start: number; count: number; total: number }

/**
 * The bars of the last minutes, oldest first, one after the other without a gap: where no window was, nothing was
 * issued. Ends with the last bar that is complete, so that the newest is never lower than it will be.
 */
export function barsOf(windows: InvoiceWindow[], minutes: Range, now: number): Bar[] {
  const length = barLength(minutes)
  const floor = (at: number) => Math.floor(at / length) * length
  const known = windows.reduce((latest, { end }) => Math.max(latest, Date.parse(end)), now - graceMs)
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

/** What was read before, brought up to date with windows that were read again; both newest first. */
export function mergeWindows(before: InvoiceWindow[], read: InvoiceWindow[], from: number): InvoiceWindow[] {
  const again = new Set(read.map(({ start }) => start))
  const kept = before.filter(({ start, end }) => Date.parse(end) > from && !again.has(start))
  return [...read, ...kept].sort((a, b) => b.start.localeCompare(a.start))
}

/** The same windows with the invoices of one customer only; windows without any are left out. */
export const ofCustomer = (windows: InvoiceWindow[], customerId: string): InvoiceWindow[] =>
  windows.flatMap(window => {
    const own = window.customers.find(customer => customer.customerId === customerId)
    return own ? [{ ...window, count: own.count, total: own.total, customers: [own] }] : []
  })

/** Invoices of these windows, and their amount in minor units. */
export const totalOf = (windows: InvoiceWindow[]): { count: number; total: bigint } => ({
  count: windows.reduce((sum, { count }) => sum + count, 0),
  total: sumOf(windows.map(({ total }) => total)),
})

/** The windows that ended in the last minutes. */
export const windowsSince = (windows: InvoiceWindow[], minutes: number, now: number): InvoiceWindow[] =>
  windows.filter(({ end }) => Date.parse(end) > now - minutes * 60_000)

/** The newest window, unless it is so old that nothing was issued since. */
export function newestWindow(windows: InvoiceWindow[], now: number): InvoiceWindow | undefined {
  const [newest] = windows
  return newest && Date.parse(newest.end) > now - graceMs - windowMs ? newest : undefined
}

/** One customer's invoices, and their amount in minor units. */
export type CustomerTotal = { customerId: string; count: number; total: bigint }

/** The windows' sums by customer, the largest amount first. */
export function customersOf(windows: InvoiceWindow[]): CustomerTotal[] {
  const sums = new Map<string, CustomerTotal>()
  for (const { customers } of windows) {
    for (const { customerId, count, total } of customers) {
      const sum = sums.get(customerId) ?? { customerId, count: 0, total: 0n }
      sums.set(customerId, { customerId, count: sum.count + count, total: sum.total + toMinor(total) })
    }
  }
  return [...sums.values()].sort(
    (a, b) => Number(b.total - a.total) || a.customerId.localeCompare(b.customerId),
  )
}

/** The bars as a CSV file (RFC 4180): the numbers of the chart and of the table, times in ISO 8601. */
export const csvOf = (bars: Bar[], length: number): string =>
  [
    "start,end,count,total",
    ...bars.map(({ start, count, total }) =>
      [new Date(start).toISOString(), new Date(start + length).toISOString(), count, total.toFixed(2)].join(
        ",",
      ),
    ),
    "",
  ].join("\r\n")

/** A bar's length in words, as in "per 5 s". */
export const barWords = (minutes: Range): string => {
  const seconds = barLength(minutes) / 1000
  return seconds < 60 ? `${seconds} s` : t("analytics:minutesOfBar", { count: seconds / 60 })
}

/** A range in few words: `15 min`, `24 h`. */
export const rangeWords = (minutes: Range): string =>
  minutes < 60
    ? t("analytics:minutesShort", { count: minutes })
    : t("analytics:hoursShort", { count: minutes / 60 })

/** A range as a title: `The last 15 minutes`. */
export const lastWords = (minutes: Range): string =>
  minutes < 60
    ? t("analytics:lastMinutes", { count: minutes })
    : t("analytics:lastHours", { count: minutes / 60 })
