/** What a customer's form holds and what becomes of it. */
import { t } from "i18next"
import type { Customer, CustomerInput } from "./types.ts"

export type CustomerForm = { name: string; email: string }

/** The form for a new customer, or for one that exists. */
export const toForm = (customer?: Customer): CustomerForm => ({
  name: customer?.name ?? "",
  email: customer?.email ?? "",
})

/** Faults that need no server to be seen; the others are the API's to tell. */
export function checkForm({ name, email }: CustomerForm): Partial<Record<keyof CustomerForm, string>> {
  return {
    ...(name.trim() ? {} : { name: t("customers:mustNotBeEmpty") }),
    ...(email.trim() ? {} : { email: t("customers:mustNotBeEmpty") }),
  }
}

/** What is sent. */
export const toInput = ({ name, email }: CustomerForm): CustomerInput => ({
  name: name.trim(),
  email: email.trim(),
})
