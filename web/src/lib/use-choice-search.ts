/** The text in a field that finds things as it is typed, and what the API is to be asked for. */
import { useDebouncedValue } from "@mantine/hooks"
import { type KeyboardEvent, useEffect, useRef, useState } from "react"

/** How long typing must pause before the API is asked, in milliseconds. */
const pause = 120

/**
 * `label` is how the thing that is chosen now is called: while the field shows that, nothing is searched for. Gives
 * the field's properties, `q` to ask the API for (undefined for its newest), whether anything is searched for, and whether
 * the text went on since the API was asked.
 */
export function useChoiceSearch(label: string | undefined) {
  const [searchValue, onSearchChange] = useState("")
  const wanted = searchValue === label ? "" : searchValue.trim()
  const [asked] = useDebouncedValue(wanted, pause)
  return {
    field: { searchValue, onSearchChange },
    q: asked || undefined,
    isActive: wanted !== "",
    isTyping: asked !== wanted,
  }
}

/**
 * Lets Enter wait for what it is meant for: pressed before the answer is there, it chooses the first thing that was
 * found once it is. Gives the handler of keys; true when the key was taken.
 */
export function useEarlyEnter(isSearching: boolean, chooseFirst: () => void) {
  const isAwaited = useRef(false)
  const latest = useRef(chooseFirst)
  latest.current = chooseFirst
  useEffect(() => {
    if (isSearching || !isAwaited.current) return
    isAwaited.current = false
    latest.current()
  }, [isSearching])
  return (event: KeyboardEvent<HTMLInputElement>): boolean => {
    isAwaited.current = isSearching && event.key === "Enter" && !event.ctrlKey && !event.metaKey
    if (isAwaited.current) event.preventDefault()
    return isAwaited.current
  }
}
