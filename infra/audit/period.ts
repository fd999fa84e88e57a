/** The time that an audit is about. */

/** From one instant (inclusive) to another (exclusive), in milliseconds since 1970, both at the start of a window. */
export type Period = { from: number; to: number }

/** Length of the analytics' windows, in milliseconds. */
const windowLength = 5000

/** How long an invoice may be on its way, in milliseconds: what is younger is not looked at. */
const onItsWay = 20_000

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * The period that the arguments of the command name: `from` and `to` in ISO 8601, or `last` as in 90s, 60m, 24h, 7d.
 * By default the last 24 hours. Whatever is named, it ends 20 s before now. Throws a RangeError for what is no time.
 */
export function periodOf(
  {
    from,
    to,
    last = "24h",
  }: { from?: string | undefined; to?: string | undefined; last?: string | undefined },
  now: number,
): Period {
  const latest = alignToWindow(now - onItsWay)
  const end = to === undefined ? latest : Math.min(instant(to), latest)
  const start = from === undefined ? end - duration(last) : instant(from)
  const period = { from: alignToWindow(start), to: alignToWindow(end) }
  if (period.from >= period.to) throw new RangeError("The period is empty: it must end after it begins.")
  return period
}

/** The start of the window that a time is in. */
export const alignToWindow = (time: number) => Math.floor(time / windowLength) * windowLength

function instant(text: string): number {
  const time = Date.parse(text)
  if (Number.isNaN(time)) throw new RangeError(`${text} is no time: write it as 2026-11-22T10:00:00Z.`)
  return time
}

function duration(text: string): number {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? []
  if (!count || !unit) throw new RangeError(`${text} is no duration: write it as 60m, 24h or 7d.`)
  return Number(count) * units[unit as keyof typeof units]
}
