/** What billing asks of the customer and the inventory service: things by their ids, one call for all of them. */
import { UpstreamError } from "../shared/errors.ts"
import { serviceClient } from "../shared/service-client.ts"
import { fewAtOnce } from "./few-at-once.ts"
import { settings } from "./settings.ts"

/** Ids in one address: API Gateway takes 10 KB of it. */
const idsPerCall = 200

/** What is archived is named on the bills that there are, and put on no new one. */
type Named = { id: string; name: string; archivedAt?: string }
export type KnownCustomer = Named & { email: string }
/** `price` is in the major unit, as the API says it; a product without a tax rate is taxed at billing's own. */
export type KnownProduct = Named & { price: number; taxRate?: number | null }

/** The customers with these ids that exist. Throws an UpstreamError. */
export const findCustomers = (ids: string[]) => find<KnownCustomer>("customer-service", "/customers", ids)

/** The products with these ids that exist. Throws an UpstreamError. */
export const findProducts = (ids: string[]) => find<KnownProduct>("inventory-service", "/products", ids)

async function find<T extends Named>(service: string, path: string, ids: string[]): Promise<Map<string, T>> {
  const { "upstream-timeout-ms": timeoutMs } = await settings()
  const client = serviceClient(service, { timeoutMs })
  const unique = [...new Set(ids)]
  const calls: Promise<T[]>[] = []
  for (let start = 0; start < unique.length; start += idsPerCall) {
    const wanted = encodeURIComponent(unique.slice(start, start + idsPerCall).join(","))
    calls.push(
      fewAtOnce(service, () => client.get(`${path}?ids=${wanted}`)).then(({ status, body }) => {
        if (status !== 200) throw new UpstreamError("unreachable", `${service} answered ${status}.`)
        return body as T[]
      }),
    )
  }
  return new Map((await Promise.all(calls)).flat().map(thing => [thing.id, thing]))
}
