/**
 * Reads one record of the invoice stream. What is poison is decided here and nowhere else, from the bytes alone,
 * so that no two consumers can disagree about it.
 */
import { type InvoiceIssued, invoiceIssued } from "./invoice-issued.ts"

/** Why a record is no invoice. */
export type PoisonReason = "too-long" | "not-utf8" | "not-json" | "not-an-invoice"

/** Either the invoice, or why there is none. */
export type InvoiceReading =
  | { invoice: InvoiceIssued; poison?: undefined }
  | { invoice?: undefined; poison: { reason: PoisonReason; detail: string } }

/** Longest record that is read, in bytes. An invoice of 1,000 lines has about 150 KB. */
export const longestRecord = 256 * 1024

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })

/** Reads the raw bytes of a record. Never throws. */
export function readInvoice(bytes: Uint8Array): InvoiceReading {
  if (bytes.byteLength > longestRecord) {
    return poison("too-long", `${bytes.byteLength} bytes, at most ${longestRecord} are read`)
  }
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    return poison("not-utf8", "the bytes are no UTF-8 text")
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return poison("not-json", (error as Error).message)
  }
  const result = invoiceIssued.safeParse(value)
  if (result.success) return { invoice: result.data }
  return poison(
    "not-an-invoice",
    result.error.issues.map(({ path, message }) => `${path.join(".") || "event"}: ${message}`).join("; "),
  )
}

const poison = (reason: PoisonReason, detail: string): InvoiceReading => ({
  poison: { reason, detail: detail.slice(0, 2000) },
})
