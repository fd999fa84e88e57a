/** Moments and days as text, by locale and in the reader's time zone; days of exports stay in UTC. */

const dateTimes = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" })
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" })
const times = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" })
const days = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeZone: "UTC" })
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" })

/** A moment: `3 Nov 2026, 14:05`. */
export const formatDateTime = (iso: string): string => dateTimes.format(new Date(iso))

/** A moment with everything that is known about it, for a tooltip. */
export const formatExactly = (iso: string): string => exact.format(new Date(iso))

/** The time of a day: `14:05:10`. */
export const formatTime = (at: string | number): string => times.format(new Date(at))

/** A day of UTC, `2026-11-22`, in words. */
export const formatDay = (day: string): string => days.format(new Date(`${day}T00:00:00Z`))

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
]

/** How long ago: `5 minutes ago`. A moment in the future, as of a clock that is ahead, counts as now. */
export function formatAgo(iso: string, now: number = Date.now(), words = relative): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000))
  const [unit, size] = units.find(([, length]) => seconds >= length) ?? ["second", 1]
  return words.format(-Math.floor(seconds / size), unit)
}

/** A length of time: `850 ms`, `4.2 s`, `3 min 05 s`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`
}
