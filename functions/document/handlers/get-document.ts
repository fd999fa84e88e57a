/** GET /document-service/bills/{file} */
import { NotFoundError } from "../../shared/errors.ts"
import { endpoint } from "../../shared/http/endpoint.ts"
import { headerOf } from "../../shared/http/headers.ts"
import { createLogger } from "../../shared/logger.ts"
import type { PrintableBill } from "../bill.ts"
import { findBill } from "../billing.ts"
import { attachEInvoice, isEInvoice } from "../e-invoice.ts"
import { type Language, languageOf } from "../language.ts"
import { printBill } from "../print-bill.ts"
import { documentParams } from "../schema.ts"
import { type Seller, settings } from "../settings.ts"
import { wordsIn } from "../words.ts"

const logger = createLogger("document-service")

export const getDocument = endpoint({
  method: "GET",
  path: "/document-service/bills/{file}",
  summary: "Prints a bill as PDF, in French or English by `Accept-Language`.",
  params: documentParams,
  answers: { 200: null },
  media: { 200: "application/pdf" },
  async handle({ params: { file }, event }) {
    const id = file.slice(0, -".pdf".length)
    // The billing service would ask for the document again.
    if (id.endsWith(".pdf")) throw new NotFoundError("bill", id)
    const [bill, seller] = await Promise.all([findBill(id), settings()])
    const language = languageOf(headerOf(event, "accept-language"))
    const kind = wordsIn[language].fileNames[bill.kind]
    const name = `${kind}-${bill.number ?? bill.id}`.replace(/[^\w.-]/g, "_")
    return {
      status: 200,
      headers: {
        "content-type": "application/pdf",
        "content-disposition": `inline; filename="${name}.pdf"`,
        "content-language": language,
        "cache-control": "no-store",
        vary: "accept-language",
      },
      body: await documentOf(bill, seller, language),
    }
  },
})

/** The paper, with the same as data in it where that can be said; the paper alone is right as well. */
async function documentOf(bill: PrintableBill, seller: Seller, language: Language): Promise<Buffer> {
  const printed = await printBill(bill, seller, language)
  if (!isEInvoice(bill)) return printed
  try {
    return await attachEInvoice(printed, bill, { seller, language })
  } catch (error) {
    logger.warn("a document has no Factur-X in it", error as Error)
    return printed
  }
}
