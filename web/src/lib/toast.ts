/** A short word that something is done, and a way to take it back. What shows it is loaded with the first one. */

export type Toast = {
  message: string
  /** Takes back what was done; offered for as long as the word is shown. */
  undo?: (() => void) | undefined
}

const waiting: Toast[] = []
let wanted = false
const listeners = new Set<() => void>()

/** Whether anything was to be shown yet. */
export const areToastsWanted = (): boolean => wanted

/** Hears when one is to be shown, until the returned function is called. */
export function onToast(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Gives those that wait to be shown, once. */
export const takeToasts = (): Toast[] => waiting.splice(0)

/** Shows a message for a few seconds; screen readers hear it. */
export function toast(message: string, { undo }: Omit<Toast, "message"> = {}): void {
  waiting.push({ message, undo })
  wanted = true
  for (const listener of listeners) listener()
}
