/** Lists of the API that are read page after page as they are wanted, and kept whole. */
import {
  type InfiniteData,
  keepPreviousData,
  type QueryKey,
  useInfiniteQuery,
  useQueryClient,
} from "@tanstack/react-query"
import { useLayoutEffect, useMemo } from "react"
import { getPage, type Page, type Query } from "./api-client.ts"

/** The most that the API gives at once. */
const pageSize = 100

/** Pages that are read again when a list may have changed. What was read below is forgotten, and read when wanted. */
const refreshed = 5

/** How long a list that was left is still good to come back to, in milliseconds. */
const staleTime = 30_000

type Loaded<T> = InfiniteData<Page<T>, string | undefined>

/** The list at `path` that a query lets through, newest first; `key` names it in the cache. */
export function useEndless<T>(key: QueryKey, path: string, query: Query) {
  useForgetDepth<T>(key)
  const result = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam: cursor, signal }) =>
      getPage<T>(path, { query: { ...query, cursor, limit: pageSize }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.next,
    placeholderData: keepPreviousData,
    staleTime,
    refetchOnWindowFocus: ({ state }) => (state.data as Loaded<T> | undefined)?.pages.length === 1,
    // Comparing every row with what it was takes longer than drawing the few that are seen.
    structuralSharing: false,
  })
  const items = useMemo(() => result.data?.pages.flatMap(page => page.items), [result.data])
  return { ...result, items }
}

/** What `useEndless` gives: the query, and all `items` of the pages that were read. */
export type Endless<T> = Omit<ReturnType<typeof useEndless<T>>, "data">

/** Coming back to a list that may have changed reads a few pages again, not the hundreds that were scrolled through. */
function useForgetDepth<T>(key: QueryKey): void {
  const client = useQueryClient()
  const name = JSON.stringify(key)
  // Before the query is subscribed to, which is when it is read again.
  useLayoutEffect(() => {
    const queryKey = JSON.parse(name) as QueryKey
    if (!client.getQueryCache().find({ queryKey })?.isStaleByTime(staleTime)) return
    client.setQueryData<Loaded<T>>(queryKey, data => {
      if (!data || data.pages.length <= refreshed) return undefined
      return { pages: data.pages.slice(0, refreshed), pageParams: data.pageParams.slice(0, refreshed) }
    })
    void client.invalidateQueries({ queryKey, refetchType: "none" })
  }, [client, name])
}
