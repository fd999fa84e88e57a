/** Sets stock aside for a bill, as the inventory's rules have it. */
import { type Fault, ValidationError } from "../shared/errors.ts"
import { OutOfStockError, ReservationConflictError, type Shortage } from "./errors.ts"
import { products } from "./repository.ts"
import { reservations } from "./reservations.ts"
import type { Product, Reservation, ReservationInput, ReservedItem } from "./schema.ts"

/** Tries before a shortage that is gone by the time it is looked at counts as one all the same. */
const tries = 5

/**
 * Reserves all or nothing, once for each bill: `isNew` is false when the same was reserved before. Throws an
 * OutOfStockError that names each product of which there is too little, a ReservationConflictError when the bill has
 * another reservation or gave its own back, and a ValidationError for products that do not exist.
 */
export async function reserveStock(
  { billId, items: asked }: ReservationInput,
  now: string,
): Promise<{ reservation: Reservation; isNew: boolean }> {
  const items = sumByProduct(asked)
  for (let attempt = 1; ; attempt++) {
    const tried = await reservations.reserve(billId, items, now)
    if (tried.outcome === "made") return { reservation: tried.reservation, isNew: true }
    if (tried.outcome === "exists") {
      refuseOther(tried.reservation, items)
      return { reservation: tried.reservation, isNew: false }
    }
    const known = new Map((await products.getMany(tried.productIds)).map(product => [product.id, product]))
    const lacking = items.filter(({ productId }) => tried.productIds.includes(productId))
    refuseUnknown(lacking, known, asked)
    const shortages = lacking.flatMap(item => shortageOf(item, known.get(item.productId), attempt === tries))
    const paths = shortages.map(({ productId }) => pathOf(productId, "quantity", asked))
    // None, when some was given back in the meantime: then there may be enough now.
    if (shortages.length > 0) throw new OutOfStockError(shortages, paths)
  }
}

/** One item a product, in one order, so that the same wishes are the same however they were written. */
function sumByProduct(asked: ReservedItem[]): ReservedItem[] {
  const sums = new Map<string, number>()
  for (const { productId, quantity } of asked) sums.set(productId, (sums.get(productId) ?? 0) + quantity)
  return [...sums]
    .map(([productId, quantity]) => ({ productId, quantity }))
    .sort((a, b) => (a.productId < b.productId ? -1 : 1))
}

function refuseOther(reservation: Reservation, items: ReservedItem[]): void {
  const bill = JSON.stringify(reservation.billId)
  if (reservation.status === "released") {
    throw new ReservationConflictError(`The stock for bill ${bill} was given back; none is reserved again.`)
  }
  const textOf = (of: ReservedItem[]) => of.map(item => `${item.productId}×${item.quantity}`).join()
  if (textOf(reservation.items) !== textOf(items)) {
    throw new ReservationConflictError(`Bill ${bill} has a reservation of other products or quantities.`)
  }
}

function refuseUnknown(lacking: ReservedItem[], known: Map<string, Product>, asked: ReservedItem[]): void {
  const faults: Fault[] = lacking
    .filter(({ productId }) => !known.has(productId))
    .map(({ productId }) => ({
      path: pathOf(productId, "productId", asked),
      message: `there is no product ${JSON.stringify(productId)}`,
    }))
  if (faults.length > 0) throw new ValidationError(faults)
}

function shortageOf(item: ReservedItem, product: Product | undefined, isCertain: boolean): Shortage[] {
  if (!product) return []
  const left = product.archivedAt ? 0 : product.quantity
  if (left >= item.quantity && !isCertain) return []
  return [{ productId: item.productId, productName: product.name, left, asked: item.quantity }]
}

/** Where in the request the product was first asked for. */
const pathOf = (productId: string, field: string, asked: ReservedItem[]): string =>
  `items.${asked.findIndex(item => item.productId === productId)}.${field}`
