/** Moments and days as text, by locale and in the reader's time zone; days of exports stay in UTC. */
import { byLocale } from "./formatters.ts"

const dateTimes = byLocale(
  locale => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }),
)
const exact = byLocale(locale => new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "long" }))
const times = byLocale(locale => new Intl.DateTimeFormat(locale, { timeStyle: "medium" }))
const days = byLocale(locale => new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: "UTC" }))
const relative = byLocale(locale => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }))
const tenths = byLocale(
  locale => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
)

/** A moment: `3 Nov 2026, 14:05`. */
export const formatDateTime = (iso: string): string => dateTimes().format(new Date(iso))

/** A moment with everything that is known about it, for a tooltip. */
export const formatExactly = (iso: string): string => exact().format(new Date(iso))

/** The time of a day: `14:05:10`. */
export const formatTime = (at: string | number): string => times().format(new Date(at))

/** A day of UTC, `2026-11-22`, in words. */
export const formatDay = (day: string): string => days().format(new Date(`${day}T00:00:00Z`))

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
]

/** How long ago: `5 minutes ago`. A moment in the future, as of a clock that is ahead, counts as now. */
export function formatAgo(iso: string, now: number = Date.now()): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000))
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? ["second", 1]
  return relative().format(-Math.floor(seconds / size), unit)
}

/** A length of time: `850 ms`, `4.2 s`, `3 min 05 s`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${tenths().format(ms / 1000)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`
}
