/** A short word that something is done. What shows it is loaded with the first one. */

let wanted = false
const listeners = new Set<() => void>()

/** Whether anything was to be shown yet. */
export const areToastsWanted = (): boolean => wanted

/** Hears when the first one is to be shown, until the returned function is called. */
export function onToastsWanted(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Shows a message for a few seconds; screen readers hear it. */
export function toast(message: string): void {
  wanted = true
  for (const listener of listeners) listener()
  void import("@mantine/notifications").then(({ notifications }) =>
    notifications.show({ message, color: "pine", autoClose: 4000 }),
  )
}
