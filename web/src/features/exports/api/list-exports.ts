/** GET /export-service/exports */
import { queryOptions, useQuery } from "@tanstack/react-query"
import { get } from "../../../lib/api-client.ts"
import type { ExportDay } from "../types.ts"

export const exportsOptions = queryOptions({
  queryKey: ["exports", "list"],
  queryFn: ({ signal }) => get<ExportDay[]>("/export-service/exports", { signal }),
})

/** The days that have invoices. */
export const useExports = () => useQuery(exportsOptions)
