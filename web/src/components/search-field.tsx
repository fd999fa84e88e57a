/** Searches while it is typed in; the text is kept where the page wants it, which is the address. */
import { TextInput } from "@mantine/core"
import { useDebouncedCallback } from "@mantine/hooks"
import { useEffect, useRef, useState } from "react"
import { IconSearch } from "./icons.ts"

type Props = {
  label: string
  placeholder: string
  /** What is searched for now. */
  value: string
  onSearch(text: string): void
}

/** How long typing must pause, in milliseconds. */
const pause = 200

export function SearchField({ label, placeholder, value, onSearch }: Props) {
  const [typed, setTyped] = useState(value)
  const asked = useRef(value)
  const ask = (text: string) => {
    asked.current = text.trim()
    onSearch(asked.current)
  }
  const askSoon = useDebouncedCallback(ask, pause)
  // Another search that did not come from here: the way back, or a link.
  useEffect(() => {
    if (value === asked.current) return
    asked.current = value
    setTyped(value)
  }, [value])
  return (
    <TextInput
      type="search"
      label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} stroke={1.7} aria-hidden />}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        askSoon(currentTarget.value)
      }}
      onKeyDown={({ key }) => {
        if (key === "Enter") ask(typed)
      }}
    />
  )
}
