/** Whether the API can be reached, as the last request found it. Every request reports; the banner listens. */

let reachable = true
const listeners = new Set<() => void>()

/** What the last request that ended has found. */
export const isReachable = (): boolean => reachable

/** Tells what a request has found; listeners hear of changes only. */
export function reportReachable(found: boolean): void {
  if (reachable === found) return
  reachable = found
  for (const listener of listeners) listener()
}

/** Hears of every change until the returned function is called. */
export function onReachableChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
