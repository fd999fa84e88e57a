/** The text in a field that finds things as it is typed, and what the API is to be asked for. */
import { useDebouncedValue } from "@mantine/hooks"
import { useState } from "react"

/** How long typing must pause before the API is asked, in milliseconds. */
const pause = 120

/**
 * `label` is how the thing that is chosen now is called: while the field shows that, nothing is searched for. Gives
 * the field's properties, `q` to ask the API for (undefined for its newest), and whether an answer is still awaited.
 */
export function useChoiceSearch(label: string | undefined) {
  const [searchValue, onSearchChange] = useState("")
  const wanted = searchValue === label ? "" : searchValue.trim()
  const [asked] = useDebouncedValue(wanted, pause)
  return { field: { searchValue, onSearchChange }, q: asked || undefined, isTyping: asked !== wanted }
}
