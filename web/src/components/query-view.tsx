/**
 * The states of something that is read: a placeholder of the same size while it loads, the error when it failed, else
 * the thing. When reading it *again* fails, what was read before stays, with the error above it.
 */
import { Stack } from "@mantine/core"
import type { UseQueryResult } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { UnreachableError } from "../lib/problem.ts"
import { ErrorNotice } from "./error-notice.tsx"

type Props<T> = { query: UseQueryResult<T>; loading: ReactNode; children(data: T): ReactNode }

export function QueryView<T>({ query, loading, children }: Props<T>) {
  const { data, error, isPending, isFetching, refetch } = query
  if (isPending) return loading
  if (data === undefined)
    return <ErrorNotice error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  // The banner says already that the API is away.
  if (!error || error instanceof UnreachableError) return children(data)
  return (
    <Stack gap="md">
      <ErrorNotice error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
      {children(data)}
    </Stack>
  )
}
