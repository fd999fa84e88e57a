/** A list in pages, as the API gives them: the table, what to say when it is empty, and the way to the next page. */
import type { UseQueryResult } from "@tanstack/react-query"
import type { ReactNode } from "react"
import type { Page } from "../lib/api-client.ts"
import { type Column, DataTable } from "./data-table.tsx"
import { Pager } from "./pager.tsx"
import { Panel } from "./panel.tsx"
import { QueryView } from "./query-view.tsx"

type Props<T> = {
  label: string
  query: UseQueryResult<Page<T>>
  columns: Column<T>[]
  rowKey(row: T): string
  rowLink?: (row: T) => string
  empty: ReactNode
  /** How many rows to keep room for while loading. */
  expected?: number
}

export function PagedList<T>({ query, empty, expected = 10, ...table }: Props<T>) {
  return (
    <QueryView
      query={query}
      loading={
        <Panel flush>
          <DataTable {...table} rows={undefined} expected={expected} />
        </Panel>
      }
    >
      {({ items, next }) => (
        <>
          <Panel flush>{items.length === 0 ? empty : <DataTable {...table} rows={items} />}</Panel>
          <Pager next={next} isFetching={query.isPlaceholderData} />
        </>
      )}
    </QueryView>
  )
}
