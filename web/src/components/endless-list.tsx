/** A list without an end, and its states: loading, nothing there, failed, and failed on the way down. */
import { Button } from "@mantine/core"
import { t } from "i18next"
import { type ReactNode, useEffect } from "react"
import type { Endless } from "../lib/endless.ts"
import { UnreachableError } from "../lib/problem.ts"
import { DataTable } from "./data-table.tsx"
import { EndlessTable } from "./endless-table.tsx"
import { ErrorNotice } from "./error-notice.tsx"
import { Panel } from "./panel.tsx"
import type { Column } from "./table-parts.tsx"

type Props<T> = {
  label: string
  list: Endless<T>
  columns: Column<T>[]
  rowKey(row: T): string
  rowLink(row: T): string
  empty: ReactNode
}

export function EndlessList<T>({ list, empty, ...table }: Props<T>) {
  const { items, error, isPending, isFetching, hasNextPage, isFetchingNextPage, isFetchNextPageError } = list
  const { refetch, fetchNextPage } = list
  // A filter may let nothing of a page through, and something of a later one.
  const isLookingOn = items?.length === 0 && hasNextPage && !error
  useEffect(() => {
    if (isLookingOn && !isFetching) void fetchNextPage()
  }, [isLookingOn, isFetching, fetchNextPage])
  if (isPending || isLookingOn) {
    return (
      <Panel flush>
        <DataTable {...table} rows={undefined} expected={10} fixed />
      </Panel>
    )
  }
  if (!items) return <ErrorNotice error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  return (
    <>
      {error && !isFetchNextPageError && !(error instanceof UnreachableError) && (
        <ErrorNotice error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
      )}
      <Panel flush>
        {items.length === 0 ? (
          empty
        ) : (
          <EndlessTable
            {...table}
            rows={items}
            hasMore={hasNextPage}
            isOutdated={list.isPlaceholderData}
            onNearEnd={() => {
              if (!isFetching && !isFetchNextPageError) void fetchNextPage()
            }}
          />
        )}
      </Panel>
      {isFetchNextPageError && (
        <Button variant="default" onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {t("components:readMore")}
        </Button>
      )}
    </>
  )
}
