/** Which products run low. */
import type { Product } from "./types.ts"

/** So many pieces, or fewer, are few. */
export const few = 20

/** Those of which few are left, the fewest first. */
export const runningLow = (products: Product[]): Product[] =>
  products
    .filter(({ quantity }) => quantity <= few)
    .sort((a, b) => a.quantity - b.quantity || a.name.localeCompare(b.name))
