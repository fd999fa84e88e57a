/** Counts and shares as text, by locale. */
import { byLocale } from "./formatters.ts"

const counts = byLocale(locale => new Intl.NumberFormat(locale))
const rates = byLocale(locale => new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }))
const shares = byLocale(
  locale => new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 4 }),
)
const compact = byLocale(
  locale => new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 }),
)

/** A whole number: `12,345`. */
export const formatCount = (count: number): string => counts().format(count)

/** A number with at most two places: `0.25`. */
export const formatRate = (rate: number): string => rates().format(rate)

/** A share of 1: `0.3` as `30%`. */
export const formatShare = (share: number): string => shares().format(share)

/** A number in little room: `1.2K`. */
export const formatCompact = (number: number): string => compact().format(number)
