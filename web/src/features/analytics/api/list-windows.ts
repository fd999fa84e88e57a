/** GET /analytics-service/windows */
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query"
import { pollEvery } from "../../../config/polling.ts"
import { get } from "../../../lib/api-client.ts"
import { barLength, type Range } from "../model.ts"
import type { InvoiceWindow } from "../types.ts"

/** Some time more than what is shown, for the last windows are on their way and the first bar is to be whole. */
const marginSeconds = 75

export const windowsOptions = (minutes: Range) =>
  queryOptions({
    queryKey: ["analytics", "windows", minutes],
    queryFn: ({ signal }) => {
      const query = { last: minutes * 60 + marginSeconds }
      return get<InvoiceWindow[]>("/analytics-service/windows", { query, signal })
    },
    placeholderData: keepPreviousData,
    // Longer ranges are larger answers and change less.
    refetchInterval: Math.max(pollEvery.windows, barLength(minutes) / 2),
  })

/** The closed windows of the last minutes, newest first; kept current. */
export const useWindows = (minutes: Range) => useQuery(windowsOptions(minutes))
