/** What the form of a bill amounts to: by the very calculator that the server uses, so that both say the same. */
import { type Amounts, calculate } from "../../../../functions/shared/calculator.ts"
import { toMinor } from "../../lib/money.ts"
import { type LineForm, piecesOf } from "./model.ts"

/** All amounts are in minor units. */
export type FormTotals = Pick<Amounts, "subtotal" | "taxes" | "total"> & {
  /** The amount of each line of the form; undefined while it has no product or no whole quantity. */
  lines: (number | undefined)[]
  /** What is taxed at the usual rate, when that is not known: `total` is without the tax on it. */
  untaxed: number
}

/** The amounts of these lines; products without a rate of their own are taxed at `usualRate`. */
export function totalsOf(lines: LineForm[], usualRate?: number): FormTotals {
  const complete = lines.map(line => inputOf(line, usualRate))
  const { lines: made, subtotal, taxes, total } = calculate(complete.filter(line => line !== undefined))
  const amounts = made.map(({ price }) => price)
  const isUnknown = (n: number) => lines[n]?.product?.taxRate === null && usualRate === undefined
  const byLine = complete.map(line => (line ? amounts.shift() : undefined))
  const untaxed = byLine.reduce<number>((sum, price, n) => sum + (isUnknown(n) ? (price ?? 0) : 0), 0)
  return {
    lines: byLine,
    subtotal,
    total,
    untaxed,
    // A rate of 0 that stands for one that is not known is no rate.
    taxes: taxes
      .map(tax => (tax.rate === 0 ? { ...tax, base: tax.base - untaxed } : tax))
      .filter(({ base, rate }) => rate > 0 || base > 0),
  }
}

function inputOf(line: LineForm, usualRate: number | undefined) {
  const quantity = piecesOf(line)
  if (!line.product || quantity === undefined) return undefined
  const unitPrice = Number(toMinor(line.product.price))
  return { quantity, unitPrice, taxRate: line.product.taxRate ?? usualRate ?? 0 }
}

/** Of each line, whether its product is asked for more often, over all lines, than there are pieces of it. */
export function shortages(lines: LineForm[]): boolean[] {
  const asked = new Map<string, number>()
  for (const line of lines) {
    if (line.product) asked.set(line.product.id, (asked.get(line.product.id) ?? 0) + (piecesOf(line) ?? 0))
  }
  return lines.map(
    ({ product }) => product?.quantity !== undefined && (asked.get(product.id) ?? 0) > product.quantity,
  )
}
