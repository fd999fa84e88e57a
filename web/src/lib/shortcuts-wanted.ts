/** Whether single keys do something. Who speaks to the computer, or hits keys by accident, turns it off; it is kept. */
import { useSyncExternalStore } from "react"

const storageKey = "facturo-shortcuts"
const listeners = new Set<() => void>()

/** They are on until somebody turns them off. */
export const areShortcutsWanted = (): boolean => localStorage.getItem(storageKey) !== "off"

/** Turns them on or off, here and for the next visit. */
export function wantShortcuts(wanted: boolean): void {
  localStorage.setItem(storageKey, wanted ? "on" : "off")
  for (const listener of listeners) listener()
}

/** Whether they are wanted, for a component. */
export const useShortcutsWanted = (): boolean => useSyncExternalStore(onChange, areShortcutsWanted)

function onChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
