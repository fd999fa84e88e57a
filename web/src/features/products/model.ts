/** What a product's form holds and what becomes of it. */
import { t } from "i18next"
import type { Product, ProductInput } from "./types.ts"

/** Number fields hold a number, or the text that is being typed. */
export type ProductForm = { name: string; price: number | string; quantity: number | string }

/** The form for a new product, or for one that exists. */
export const toForm = (product?: Product): ProductForm => ({
  name: product?.name ?? "",
  price: product?.price ?? "",
  quantity: product?.quantity ?? 0,
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
export const toInput = ({ name, price, quantity }: ProductForm): ProductInput => ({
  name: name.trim(),
  price,
  quantity,
})
