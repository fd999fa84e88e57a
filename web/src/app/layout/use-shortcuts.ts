/** Does what the keyboard's shortcuts say, wherever the reader is. */
import { useEffect } from "react"
import { useNavigate } from "react-router"
import { shortcuts } from "../../config/shortcuts.ts"
import { keySequences } from "../../lib/key-sequence.ts"
import { areShortcutsWanted } from "../../lib/shortcuts-wanted.ts"

/** Keys are left alone where they are typed, and while a dialog waits for an answer. */
const belongToOthers = (target: EventTarget | null): boolean =>
  (target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=combobox]"))) ||
  document.querySelector("[role=dialog]") !== null

/** Listens as long as the layout is shown; `onHelp` shows the sheet of shortcuts. */
export function useShortcuts(onHelp: () => void): void {
  const navigate = useNavigate()
  useEffect(() => {
    const press = keySequences(shortcuts)
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (!areShortcutsWanted() || belongToOthers(event.target)) return
      const shortcut = press(event.key, event.timeStamp)
      if (!shortcut) return
      event.preventDefault()
      if ("to" in shortcut) void navigate(shortcut.to)
      else if (shortcut.does === "help") onHelp()
      else document.querySelector<HTMLElement>("main input[type=search]")?.focus()
    }
    document.addEventListener("keydown", listen)
    return () => document.removeEventListener("keydown", listen)
  }, [navigate, onHelp])
}
