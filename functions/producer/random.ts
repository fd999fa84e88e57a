/** Random numbers that can be had again. */

/** Gives numbers from 0 (inclusive) to 1 (exclusive). */
export type Random = () => number

/** A generator (mulberry32) that gives the same numbers for the same seed, a 32-bit integer. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A whole number from `from` to `to`, both inclusive. */
export const between = (random: Random, from: number, to: number): number =>
  from + Math.floor(random() * (to - from + 1))

/** One of the items, of which there is at least one. */
export const oneOf = <T>(random: Random, items: T[]): T => items[Math.floor(random() * items.length)] as T
