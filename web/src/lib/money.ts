/**
 * Amounts on the screen. Sums are made in integers of the minor unit, as the server makes them; an amount becomes
 * text only here. Minor units are `bigint`, so that a million pieces of the dearest product still count exactly.
 */

import { currentLocale } from "./language.ts"

const scale = 100

/** From the API's decimal number to minor units: `12.34` becomes `1234n`. */
export const toMinor = (major: number): bigint => BigInt(Math.round(major * scale))

/** The amount of one line: unit price × quantity. */
export const lineAmount = (unitPrice: number, quantity: number): bigint =>
  toMinor(unitPrice) * BigInt(quantity)

/** The sum of amounts that the API gave as decimal numbers. */
export const sumOf = (majors: Iterable<number>): bigint => {
  let sum = 0n
  for (const major of majors) sum += toMinor(major)
  return sum
}

/** An amount as text by locale: with its currency, or as a plain number when the API names none. */
export const formatAmount = (major: number, currency?: string, locale = currentLocale()): string =>
  formatMinor(toMinor(major), currency, locale)

/** Minor units as text by locale. Exact for any size. */
export function formatMinor(minor: bigint, currency?: string, locale = currentLocale()): string {
  const size = minor < 0n ? -minor : minor
  const text = `${minor < 0n ? "-" : ""}${size / 100n}.${String(size % 100n).padStart(2, "0")}`
  return formatter(currency, locale).format(text as `${number}`)
}

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(currency: string | undefined, locale: string): Intl.NumberFormat {
  const key = `${locale}|${currency}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale, {
    ...(currency ? { style: "currency", currency } : {}),
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  })
  formatters.set(key, made)
  return made
}
