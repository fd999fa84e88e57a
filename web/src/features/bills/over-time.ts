/** What was billed over time: bills summed by minute, hour, day or month, whichever gives a readable number of bars. */
import { sumOf, toMinor } from "../../lib/money.ts"
import type { Bill } from "./types.ts"

export type Unit = "minute" | "hour" | "day" | "month"

/** One bar: its start, how many bills, and their total in minor units. */
export type Bar = { start: number; count: number; total: bigint }

/** Most bars that can be told apart on a phone. */
const mostBars = 32

/** `count` and `total` are of all bills; the bars may be those of the last months only. */
export type OverTime = { unit: Unit; bars: Bar[]; count: number; total: bigint }

/**
 * The bars from the oldest of these bills to the newest, also those of no bills. What is no sale (any more) counts for
 * nothing: drafts, void and credited bills, credit notes.
 */
export function overTime(bills: Bill[]): OverTime {
  const counted = bills.filter(
    ({ kind, status }) => kind === "bill" && (status === "issued" || status === "paid"),
  )
  const times = counted.map(bill => Date.parse(bill.issuedAt ?? bill.createdAt))
  if (times.length === 0) return { unit: "day", bars: [], count: 0, total: 0n }
  const [first, last] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))]
  const unit = unitFor(first, last)
  const bars = new Map<number, Bar>()
  for (let start = startOf(first, unit); start <= last; start = next(start, unit)) {
    bars.set(start, { start, count: 0, total: 0n })
  }
  counted.forEach((bill, n) => {
    const bar = bars.get(startOf(times[n] as number, unit)) as Bar
    bar.count++
    bar.total += toMinor(bill.total)
  })
  return {
    unit,
    bars: [...bars.values()].slice(-mostBars),
    count: counted.length,
    total: sumOf(counted.map(bill => bill.total)),
  }
}

const lengths: [Unit, number][] = [
  ["minute", 60_000],
  ["hour", 3_600_000],
  ["day", 86_400_000],
]

const unitFor = (first: number, last: number): Unit =>
  lengths.find(([, length]) => last - first <= length * (mostBars - 1))?.[0] ?? "month"

/** Where the unit begins in which this moment is, by the reader's own clock and calendar. */
function startOf(time: number, unit: Unit): number {
  const date = new Date(time)
  date.setSeconds(0, 0)
  if (unit !== "minute") date.setMinutes(0)
  if (unit === "day" || unit === "month") date.setHours(0)
  if (unit === "month") date.setDate(1)
  return date.getTime()
}

/** By the calendar: days have 23 or 25 hours when clocks change, and months differ. */
function next(start: number, unit: Unit): number {
  if (unit === "minute") return start + 60_000
  if (unit === "hour") return start + 3_600_000
  const date = new Date(start)
  if (unit === "day") date.setDate(date.getDate() + 1)
  else date.setMonth(date.getMonth() + 1)
  return date.getTime()
}
