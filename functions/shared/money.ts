/**
 * Money: integers of the minor unit inside (1234 is 12.34), decimal numbers of the major unit outside.
 * Nothing here is ever rounded without saying so, and a half is rounded up in one function only.
 */
import * as z from "zod"

/** Minor units in one major unit. */
const scale = 100

/** The largest amount that is accepted, in the major unit; sums of many stay exact integers far below 2^53. */
const largest = 1_000_000_000

/** From outside to inside: `12.34` becomes `1234`. Throws a RangeError when there are more than two places. */
export function toMinor(major: number): number {
  const minor = Math.round(major * scale)
  if (!Number.isSafeInteger(minor) || Number((minor / scale).toFixed(2)) !== major) {
    throw new RangeError(`${major} is no amount with at most two decimal places.`)
  }
  return minor
}

/** From inside to outside: `1234` becomes `12.34`. */
export const toMajor = (minor: number): number => minor / scale

/**
 * A part of an amount of 0 or more, as for a discount of 0.3: half of a minor unit is rounded up. The rate is taken at six
 * decimal places, as an integer, so that the product is exact: 1.005 of 100 is 101 and not 100.
 */
export function share(minor: number, rate: number): number {
  const millionths = BigInt(Math.round(rate * 1_000_000))
  return Number((BigInt(minor) * millionths * 2n + 1_000_000n) / 2_000_000n)
}

/** A number, or the same number written as a string, as forms and the original system's clients send it. */
export const numeric = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^-?\d{1,15}(\.\d{1,10})?$/, "must be a number")
      .transform(Number),
  ])
  .meta({ override: { type: "number" } })

/** An amount from outside: 0 or more, at most two decimal places, given in minor units after parsing. */
export const amount = numeric
  .refine(value => value >= 0, "must not be negative")
  .refine(value => value <= largest, `must be at most ${largest}`)
  .refine(
    value => !(value >= 0 && value <= largest) || isPrecise(value),
    "must have at most two decimal places",
  )
  .transform(toMinor)

function isPrecise(value: number): boolean {
  try {
    toMinor(value)
    return true
  } catch {
    return false
  }
}
