/** The customers and products that invoices are made of: the first page of each, as their services list them. */
import * as z from "zod"
import { UpstreamError } from "../shared/errors.ts"
import { amount } from "../shared/money.ts"
import { type ServiceClient, serviceClient } from "../shared/service-client.ts"

/** How long lists are used before they are read again, and how soon one that cannot be used is; in milliseconds. */
const age = { filled: 30_000, empty: 1_000 }

/** The dearest product that is used, in minor units: a hundred pieces of it are still an amount that is accepted. */
const dearest = 100_000_000_000 / 100

/** Prices are in minor units. `missing` says what there is none of, or what could not be read; null when all is there. */
export type Catalog = {
  customers: { id: string }[]
  products: { id: string; price: number }[]
  missing: string | null
}

const customerList = z.array(z.object({ id: z.string() }))
const productList = z.array(z.object({ id: z.string(), price: amount }))

/** A function that gives the lists, read again when they are old. What was read once is used while a service fails. */
export function createCatalog(
  clients = { customers: serviceClient("customer-service"), products: serviceClient("inventory-service") },
): () => Promise<Catalog> {
  let current: Catalog = { customers: [], products: [], missing: null }
  let until = 0
  return async () => {
    if (Date.now() < until) return current
    const [customers, products] = await Promise.all([
      read(clients.customers, "/customers?limit=100", customerList),
      read(clients.products, "/products?limit=100", productList),
    ])
    current = merge(current, customers, products)
    until = Date.now() + (current.missing ? age.empty : age.filled)
    return current
  }
}

function merge(
  before: Catalog,
  customers: Catalog["customers"] | UpstreamError,
  products: Catalog["products"] | UpstreamError,
): Catalog {
  const now = {
    customers: Array.isArray(customers) ? customers : before.customers,
    products: Array.isArray(products) ? products.filter(({ price }) => price <= dearest) : before.products,
  }
  const missing = [why("customer", now.customers, customers), why("product", now.products, products)]
  return { ...now, missing: missing.filter(Boolean).join(" ") || null }
}

function why(kind: string, usable: unknown[], answer: unknown[] | UpstreamError): string {
  if (usable.length > 0) return ""
  return Array.isArray(answer) ? `There is no ${kind} to make invoices of.` : answer.message
}

async function read<S extends z.ZodType>(
  client: ServiceClient,
  path: string,
  schema: S,
): Promise<z.output<S> | UpstreamError> {
  try {
    const { status, body } = await client.get(path)
    const list = schema.safeParse(body)
    return list.success
      ? list.data
      : new UpstreamError("unreachable", `${path} answered ${status} and no list.`)
  } catch (error) {
    if (error instanceof UpstreamError) return error
    throw error
  }
}
