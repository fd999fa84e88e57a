/** GET /registry-service/configuration: what of it new bills are made by. */
import { queryOptions, useQuery } from "@tanstack/react-query"
import type { ConfigurationValue } from "../../../../../functions/registry/schema.ts"
import { get } from "../../../lib/api-client.ts"

/** The rate of products that have none of their own, and the currency; undefined while they are not known. */
export type Terms = { usualRate?: number | undefined; currency?: string | undefined }

const termsOptions = queryOptions({
  queryKey: ["bills", "terms"],
  queryFn: async ({ signal }): Promise<Terms> => {
    const all = await get<ConfigurationValue[]>("/registry-service/configuration", { signal })
    return termsOf(all)
  },
  staleTime: 60_000,
})

/** Reads the terms out of the configuration. A value that is missing or no rate is not known. */
export function termsOf(all: Pick<ConfigurationValue, "service" | "name" | "value">[]): Terms {
  const valueOf = (name: string) =>
    all.find(one => one.service === "billing-service" && one.name === name)?.value || undefined
  const rate = Number(valueOf("default-tax-rate"))
  return { usualRate: rate >= 0 && rate <= 1 ? rate : undefined, currency: valueOf("currency") }
}

/** By what new bills are made. */
export const useTerms = (): Terms => useQuery(termsOptions).data ?? {}
