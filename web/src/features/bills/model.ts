/** What the form of a bill holds, what it amounts to, and what becomes of it. */
import { t } from "i18next"
import { shortId } from "../../lib/ids.ts"
import { lineAmount } from "../../lib/money.ts"
import type { Bill, BillInput } from "./types.ts"

/** What the form needs to know of a product that is chosen for a line. */
export type ChosenProduct = { id: string; name: string; price: number }

/** One line of the form. `key` tells lines apart on the screen only. */
export type LineForm = { key: string; product: ChosenProduct | null; quantity: number | string }

export type BillForm = { customerId: string | null; lines: LineForm[] }

/** Most lines that a bill may have. */
export const mostLines = 100

/** A line that waits for its product. */
export const emptyLine = (key: string): LineForm => ({ key, product: null, quantity: 1 })

/** The amount of a line in minor units; undefined while it has no product or no whole quantity. */
export function amountOf({ product, quantity }: LineForm): bigint | undefined {
  const pieces = Number(quantity)
  if (!product || quantity === "" || !Number.isSafeInteger(pieces) || pieces < 0) return undefined
  return lineAmount(product.price, pieces)
}

/** The sum of the lines that have an amount, in minor units. */
export const subtotalOf = (lines: LineForm[]): bigint =>
  lines.reduce((sum, line) => sum + (amountOf(line) ?? 0n), 0n)

/** Faults that need no server to be seen, by field of the form. */
export function checkForm({ customerId, lines }: BillForm): Record<string, string> {
  const errors: Record<string, string> = {}
  if (!customerId) errors.customerId = t("bills:chooseCustomer")
  lines.forEach(({ product, quantity }, index) => {
    if (!product) errors[`lines.${index}.product`] = t("bills:chooseProduct")
    if (quantity === "") errors[`lines.${index}.quantity`] = t("bills:mustNotBeEmpty")
  })
  return errors
}

/** What is sent. The price of a line is the inventory's, so none is given. */
export const toInput = ({ customerId, lines }: BillForm): BillInput => ({
  customerId: customerId ?? "",
  productItems: lines.map(({ product, quantity }) => ({ productId: product?.id ?? "", quantity })),
})

/** The field that shows a fault which the API found at this path of the input; undefined when none does. */
export function fieldOfFault(path: string, lines: number): string | undefined {
  if (path === "customerId") return path
  const [, index, property] = /^productItems\.(\d+)\.(productId|quantity)$/.exec(path) ?? []
  if (index === undefined || Number(index) >= lines) return undefined
  return `lines.${index}.${property === "productId" ? "product" : "quantity"}`
}

/** Who a bill is made out to, in words. */
export const customerOf = ({ customer, customerId }: Bill): string =>
  customer?.name ?? t("bills:unknownCustomer", { id: shortId(customerId) })

/** Which way a bill came, in words. */
export const originOf = ({ origin }: Bill): string =>
  t(origin === "api" ? "bills:originApi" : "bills:originStream")

/** What a line is about, in words. */
export const productOf = ({ product, productId }: Bill["productItems"][number]): string =>
  product?.name ?? t("bills:unknownProduct", { id: shortId(productId) })
