/** Configuration of the documents, from `/facturo/<stage>/document-service/`: who sells, and on which terms. */
import * as z from "zod"
import { settingsOf } from "../shared/settings.ts"

/** An account number with its check digits right (ISO 13616): as 97 × n + 1, letters counted from 10. */
const isIban = (text: string): boolean => {
  const [, country = "", account = ""] =
    /^([A-Z]{2}\d{2})([A-Z0-9]{11,30})$/.exec(text.replaceAll(" ", "")) ?? []
  const digits = `${account}${country}`.replace(/[A-Z]/g, letter => `${letter.charCodeAt(0) - 55}`)
  return digits !== "" && BigInt(digits) % 97n === 1n
}

const country = z.string().regex(/^[A-Z]{2}$/, "must be a country code, as FR")

export const sellerSettings = z.object({
  "seller-name": z.string().min(1),
  /** Lines of the address, parted by line breaks. */
  "seller-address": z.string().min(1),
  "seller-country": country,
  /** The country of all customers: of no customer is an address known, and EN 16931 wants that much. */
  "customer-country": country,
  "seller-email": z.email("must be an email address"),
  "seller-vat-id": z.string().regex(/^[A-Z]{2}[A-Z0-9+*]{2,12}$/, "must be a VAT number, as FR32123456789"),
  "seller-iban": z.string().refine(isIban, "must be an IBAN"),
  /** Days that a customer has to pay. */
  "payment-days": z.coerce.number().int().min(0).max(365),
})

/** Who sells, as it stands on a document. */
export type Seller = z.output<typeof sellerSettings>

export const settings = settingsOf("document-service", sellerSettings)
