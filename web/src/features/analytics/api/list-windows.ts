/** GET /analytics-service/windows */
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query"
import { pollEvery } from "../../../config/polling.ts"
import { getPage } from "../../../lib/api-client.ts"
import { barLength, mergeWindows, type Range } from "../model.ts"
import type { InvoiceWindow } from "../types.ts"

/** Some time more than what is shown, for the last windows are on their way and the first bar is to be whole. */
const marginSeconds = 75

/** The most that the API looks back. */
const mostSeconds = 86_400

/**
 * How much of what is known already is read again: a window comes late when a consumer is behind. A longer range is read
 * again less often, and from further back.
 */
const overlapSeconds = (minutes: Range): number => (minutes <= 60 ? 120 : 900)

export const windowsOptions = (minutes: Range) => {
  const queryKey = ["analytics", "windows", minutes] as const
  return queryOptions({
    queryKey,
    // Only the first time reads the whole range; after that, what is new is added to what is known.
    queryFn: async ({ signal, client }) => {
      const known = client.getQueryData<InvoiceWindow[]>(queryKey) ?? []
      const now = Date.now()
      const whole = Math.min(minutes * 60 + marginSeconds, mostSeconds)
      const since = client.getQueryState(queryKey)?.dataUpdatedAt ?? 0
      const last = Math.min(whole, Math.ceil((now - since) / 1000) + overlapSeconds(minutes))
      return mergeWindows(known, await readWindows(last, signal), now - whole * 1000)
    },
    placeholderData: keepPreviousData,
    structuralSharing: false,
    gcTime: 15 * 60_000,
    // Longer ranges are drawn with longer bars, and change less.
    refetchInterval: Math.max(pollEvery.windows, barLength(minutes) / 5),
  })
}

async function readWindows(last: number, signal: AbortSignal): Promise<InvoiceWindow[]> {
  const windows: InvoiceWindow[] = []
  let cursor: string | undefined
  do {
    const query = { last, cursor }
    const page = await getPage<InvoiceWindow>("/analytics-service/windows", { query, signal })
    windows.push(...page.items)
    cursor = page.next
  } while (cursor)
  return windows
}

/** The closed windows of the last minutes, newest first; kept current. */
export const useWindows = (minutes: Range) => useQuery(windowsOptions(minutes))
