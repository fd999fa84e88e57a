/** Recognises keys that are pressed one after the other, as `g` then `b`. */

/** How long a key waits for the next one, in milliseconds. */
const patience = 1200

/**
 * A function that takes each key with the time it was pressed at, and gives the sequence that it completes, if any.
 * Of two that a key could complete, the longer one wins.
 */
export function keySequences<T extends { keys: string[] }>(
  sequences: T[],
): (key: string, at: number) => T | undefined {
  const byLength = sequences.toSorted((a, b) => b.keys.length - a.keys.length)
  let pressed: { key: string; at: number }[] = []
  return (key, at) => {
    pressed = [...pressed.filter(before => at - before.at <= patience), { key, at }]
    const found = byLength.find(({ keys }) => {
      const last = pressed.slice(-keys.length)
      return last.length === keys.length && keys.every((wanted, index) => last[index]?.key === wanted)
    })
    if (found) pressed = []
    return found
  }
}
