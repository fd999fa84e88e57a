/** What the form of a bill holds, and what becomes of it. */
import { t } from "i18next"
import { shortId } from "../../lib/ids.ts"
import type { Bill, BillInput } from "./types.ts"

/** What the form needs to know of a product that is chosen for a line; `taxRate` is null for the usual one. */
export type ChosenProduct = {
  id: string
  name: string
  price: number
  taxRate: number | null
  /** What is on hand; undefined when it is not known. */
  quantity: number | undefined
}

/** One line of the form. `key` tells lines apart on the screen only. */
export type LineForm = { key: string; product: ChosenProduct | null; quantity: number | string }

export type BillForm = { customerId: string | null; lines: LineForm[] }

/** Most lines that a bill may have. */
export const mostLines = 100

/** A line that waits for its product. */
export const emptyLine = (key: string): LineForm => ({ key, product: null, quantity: 1 })

/** The form for a draft that exists. What is on hand is not known of its products until they are chosen again. */
export const toForm = ({ customerId, productItems }: Bill): BillForm => ({
  customerId,
  lines: productItems.map(item => ({
    key: item.id,
    product: {
      id: item.productId,
      name: productOf(item),
      price: item.product?.price ?? item.unitPrice,
      taxRate: item.taxRate,
      quantity: undefined,
    },
    quantity: item.quantity,
  })),
})

/** The pieces of a line; undefined while they are no whole number. */
export function piecesOf({ quantity }: LineForm): number | undefined {
  const pieces = Number(quantity)
  return quantity !== "" && Number.isSafeInteger(pieces) && pieces >= 0 ? pieces : undefined
}

/** The lines that count: one without a product is where the next one is typed, unless it is the only one. */
export function filledLines(lines: LineForm[]): LineForm[] {
  const filled = lines.filter(({ product }) => product)
  return filled.length > 0 ? filled : lines.slice(0, 1)
}

/** Faults that need no server to be seen, by field of the form. */
export function checkForm({ customerId, lines }: BillForm): Record<string, string> {
  const errors: Record<string, string> = {}
  if (!customerId) errors.customerId = t("bills:chooseCustomer")
  for (const line of filledLines(lines)) {
    const index = lines.indexOf(line)
    if (!line.product) errors[`lines.${index}.product`] = t("bills:chooseProduct")
    if (line.quantity === "") errors[`lines.${index}.quantity`] = t("bills:mustNotBeEmpty")
  }
  return errors
}

/** What is sent. The price of a line is the inventory's, so none is given. */
export const toInput = ({ customerId, lines }: BillForm): BillInput => ({
  customerId: customerId ?? "",
  productItems: filledLines(lines).map(({ product, quantity }) => ({
    productId: product?.id ?? "",
    quantity,
  })),
})

/**
 * The field that shows a fault which the API found at this path of what was sent; undefined when none does. A shortage
 * is told of the inventory's own items, which are the bill's in the same order.
 */
export function fieldOfFault(path: string, lines: LineForm[]): string | undefined {
  if (path === "customerId") return path
  const [, sent, property] = /^(?:productItems|items)\.(\d+)\.(productId|quantity)$/.exec(path) ?? []
  const line = sent === undefined ? undefined : filledLines(lines)[Number(sent)]
  if (!line) return undefined
  return `lines.${lines.indexOf(line)}.${property === "productId" ? "product" : "quantity"}`
}

/** Who a bill is made out to, in words. */
export const customerOf = ({ customer, customerId }: Pick<Bill, "customer" | "customerId">): string =>
  customer?.name ?? t("bills:unknownCustomer", { id: shortId(customerId) })

/** Which way a bill came, in words. */
export const originOf = ({ origin }: Bill): string =>
  t(origin === "api" ? "bills:originApi" : "bills:originStream")

/** What a line is about, in words. */
export const productOf = ({
  product,
  productId,
}: Pick<Bill["productItems"][number], "product" | "productId">): string =>
  product?.name ?? t("bills:unknownProduct", { id: shortId(productId) })

/** What a bill is called: its number, or else what it is. */
export const nameOf = ({ id, kind, number, status }: Bill): string => {
  if (number !== null) return number
  if (status === "draft") return t("bills:draftName", { id: shortId(id) })
  return t(kind === "credit-note" ? "bills:creditNoteName" : "bills:billName", { id: shortId(id) })
}
