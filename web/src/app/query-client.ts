/** The cache of everything that the API said. */
import { MutationCache, QueryClient } from "@tanstack/react-query"
import { ApiError } from "../lib/problem.ts"

declare module "@tanstack/react-query" {
  interface Register {
    /**
     * A mutation that deletes a thing names its kind, the first part of that kind's query keys; one that only fetches
     * something, as a file, says so.
     */
    mutationMeta: { deletes?: string; readsOnly?: true }
  }
}

/**
 * A cache whose reads are tried twice unless the API said that the request is wrong. Whatever was changed, what is on
 * the screen is read again: a deleted customer also changes bills. Only a thing that was just deleted is left alone,
 * for its page is about to go and would show a 404 first.
 */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2_000,
        networkMode: "always",
        retry: (failures, error) => failures < 1 && !(error instanceof ApiError && error.status < 500),
        retryDelay: 500,
      },
      mutations: { networkMode: "always" },
    },
    mutationCache: new MutationCache({
      onSuccess: (_data, variables, _context, { meta }) => {
        if (meta?.readsOnly) return
        const gone = meta?.deletes ? JSON.stringify([meta.deletes, "one", variables]) : undefined
        void client.invalidateQueries({ predicate: ({ queryKey }) => JSON.stringify(queryKey) !== gone })
      },
    }),
  })
  return client
}
