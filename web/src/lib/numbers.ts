/** Counts and shares as text, by locale. */

const counts = new Intl.NumberFormat()
const rates = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 })
const shares = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 4 })

/** A whole number: `12,345`. */
export const formatCount = (count: number): string => counts.format(count)

/** A number with at most two places: `0.25`. */
export const formatRate = (rate: number): string => rates.format(rate)

/** A share of 1: `0.3` as `30%`. */
export const formatShare = (share: number): string => shares.format(share)

/** A count with its noun: `1 line`, `3 lines`. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`
