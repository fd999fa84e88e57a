/** What only products and reservations can get wrong. */
import { ConflictError, type Fault } from "../shared/errors.ts"

/** The product is archived: kept for the bills that name it, and not to be changed. */
export class ArchivedError extends ConflictError {
  override name = "ArchivedError"
  constructor(id: string) {
    super(`The product ${JSON.stringify(id)} is archived and cannot be changed.`)
  }
}

/** One product of which there is not enough: how many are left, of those that were asked for. */
export type Shortage = { productId: string; productName: string; left: number; asked: number }

/** There is not enough of one product or of several. Nothing was reserved. */
export class OutOfStockError extends ConflictError {
  override name = "OutOfStockError"
  /** `paths` tells for each shortage where in the request it was asked for. */
  constructor(shortages: Shortage[], paths: string[]) {
    const texts = shortages.map(
      ({ productName, left, asked }) => `${productName}: ${left} left, ${asked} asked for`,
    )
    const faults = shortages.map((shortage, n) => ({
      path: paths[n] ?? "",
      message: texts[n] ?? "",
      ...shortage,
    }))
    super(`There is not enough in stock. ${texts.join("; ")}.`, faults satisfies Fault[])
  }
}

/** The bill has a reservation that this request does not fit. */
export class ReservationConflictError extends ConflictError {
  override name = "ReservationConflictError"
}
