/**
 * The one place where the amounts of a bill come from. All are integers of the minor unit, and what is rounded is
 * rounded half-up on a single line, so that every sum is a sum of parts that are shown. Prices are net.
 */
import { share } from "./money.ts"

/** What a line is made of. Its price is quantity × unit price unless one is given; a rate of 0.19 is 19 %. */
export type LineInput = {
  quantity: number
  unitPrice: number
  price?: number | undefined
  taxRate?: number | undefined
}

/** What a line amounts to: its price, what the discount takes off it, and the tax on what is left. */
export type LineAmounts = { price: number; discount: number; tax: number }

/** The lines of one rate together: `base` is what is taxed, `amount` the tax. */
export type Tax = { rate: number; base: number; amount: number }

/** All amounts of a bill: `total = subtotal - discount + Σ taxes.amount` and `subtotal - discount = Σ taxes.base`. */
export type Amounts = {
  lines: LineAmounts[]
  subtotal: number
  discount: number
  /** One entry for each rate that a line has, 0 among them, lowest first. */
  taxes: Tax[]
  total: number
}

/** The amounts of these lines with a discount of this rate (0.3 is 30 % off, at most 1). Nothing in it is negative. */
export function calculate(lines: readonly LineInput[], discountRate = 0): Amounts {
  const taxes = new Map<number, Tax>()
  const made: LineAmounts[] = []
  let [subtotal, discount, tax] = [0, 0, 0]
  for (const { quantity, unitPrice, price = unitPrice * quantity, taxRate: rate = 0 } of lines) {
    const off = share(price, discountRate)
    const base = price - off
    const line = { price, discount: off, tax: share(base, rate) }
    const sameRate = taxes.get(rate) ?? { rate, base: 0, amount: 0 }
    taxes.set(rate, { rate, base: sameRate.base + base, amount: sameRate.amount + line.tax })
    made.push(line)
    subtotal += price
    discount += off
    tax += line.tax
  }
  return {
    lines: made,
    subtotal,
    discount,
    taxes: [...taxes.values()].sort((a, b) => a.rate - b.rate),
    total: subtotal - discount + tax,
  }
}
