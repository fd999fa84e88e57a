/** Filters that live in the address: every change can be shared, and typing does not fill the way back. */
import { useSearchParams } from "react-router"
import { withParams } from "./search-params.ts"

/** Reads these parameters (undefined when absent or empty), and sets some of them; `undefined` takes one away. */
export function useSearchFilter<Name extends string>(names: readonly Name[]) {
  const [params, setParams] = useSearchParams()
  const filter = Object.fromEntries(names.map(name => [name, params.get(name) || undefined])) as Partial<
    Record<Name, string>
  >
  const setFilter = (changes: Partial<Record<Name, string | undefined>>) =>
    setParams(now => withParams(now, changes as Record<string, string | undefined>), { replace: true })
  return [filter, setFilter] as const
}
