/** Chance that can be repeated: the same seed gives the same numbers. */

export type Random = {
  /** From 0 up to, and without, 1. */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  pick<T>(from: readonly [T, ...T[]]): T
  chance(probability: number): boolean
}

/** Numbers from a seed (mulberry32, by Tommy Ettinger, public domain). `name` tells streams of one seed apart. */
export function randomOf(seed: number, name: string): Random {
  let state = seed >>> 0
  for (const char of name) state = (Math.imul(state, 31) + (char.codePointAt(0) as number)) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    between,
    pick: from => from[between(0, from.length - 1)] as (typeof from)[number],
    chance: probability => next() < probability,
  }
}
