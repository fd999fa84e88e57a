/** What a product's form holds and what becomes of it. */
import { t } from "i18next"
import { formatShare } from "../../lib/numbers.ts"
import type { Product, ProductInput } from "./types.ts"

/** Number fields hold a number, or the text that is being typed. `taxPercent` is empty for the usual rate. */
export type ProductForm = {
  name: string
  price: number | string
  quantity: number | string
  taxPercent: number | string
}

/** The form for a new product, or for one that exists. */
export const toForm = (product?: Product): ProductForm => ({
  name: product?.name ?? "",
  price: product?.price ?? "",
  quantity: product?.quantity ?? 0,
  taxPercent: product?.taxRate == null ? "" : toPercent(product.taxRate),
})

/** Faults that need no server to be seen; the others are the API's to tell. */
export function checkForm({
  name,
  price,
  quantity,
}: ProductForm): Partial<Record<keyof ProductForm, string>> {
  return {
    ...(name.trim() ? {} : { name: t("products:mustNotBeEmpty") }),
    ...(price === "" ? { price: t("products:mustNotBeEmpty") } : {}),
    ...(quantity === "" ? { quantity: t("products:mustNotBeEmpty") } : {}),
  }
}

/** What is sent. Numbers that are still text go as text: the API reads both, and names the fault. */
export const toInput = ({ name, price, quantity, taxPercent }: ProductForm): ProductInput => ({
  name: name.trim(),
  price,
  quantity,
  taxRate: taxPercent === "" ? null : toShare(Number(taxPercent)),
})

/** The field that shows what the API found at this path of the input. */
export const fieldOfFault = (path: string): keyof ProductForm | undefined =>
  path === "taxRate" ? "taxPercent" : path in toForm() ? (path as keyof ProductForm) : undefined

/** The API knows rates to six places, which are four of a percentage. */
const toShare = (percent: number): number => Number((percent / 100).toFixed(6))
const toPercent = (share: number): number => Number((share * 100).toFixed(4))

/** Pieces on hand from which on it is time to order. */
const few = 5

/** Whether a product is about to run out, or has. */
export const isLow = (quantity: number): boolean => quantity <= few

/** The rate of tax in words; those without one of their own are taxed at the usual rate. */
export const taxRateOf = ({ taxRate }: Product): string =>
  taxRate === null ? t("products:usualRate") : formatShare(taxRate)
