/**
 * The bill as data within its PDF: Factur-X (ZUGFeRD) with the EN 16931 profile, so that the customer's software can
 * read what a person reads on the paper. Amounts are the bill's own; sums that it does not have are made in minor units.
 */
import { type Invoice, InvoiceService } from "@e-invoice-eu/core"
import { toMajor, toMinor } from "../shared/money.ts"
import type { PrintableBill, PrintableLine } from "./bill.ts"
import type { Language } from "./language.ts"
import type { Seller } from "./settings.ts"
import { wordsIn } from "./words.ts"

/** Whether there is something to tell: drafts and void bills are no invoices, and EN 16931 wants a number and taxes. */
export const isEInvoice = ({ number, status, taxes }: PrintableBill): boolean =>
  number !== null && taxes.length > 0 && status !== "draft" && status !== "void"

const quiet = { log: () => {}, warn: () => {}, error: () => {} }
const service = new InvoiceService(quiet as never)

/** The PDF with the bill's data in it, as PDF/A-3. */
export async function attachEInvoice(
  pdf: Buffer,
  bill: PrintableBill,
  { seller, language }: { seller: Seller; language: Language },
): Promise<Buffer> {
  const made = await service.generate(eInvoiceOf(bill, { seller, language }), {
    format: "Factur-X-EN16931",
    lang: wordsIn[language].locale.toLowerCase(),
    pdf: { buffer: pdf, filename: "invoice.pdf", mimetype: "application/pdf" },
  })
  return Buffer.from(made as Uint8Array)
}

/** The bill in EN 16931's terms, in the syntax of UBL. */
export function eInvoiceOf(
  bill: PrintableBill,
  { seller, language }: { seller: Seller; language: Language },
): Invoice {
  const words = wordsIn[language]
  const money = <K extends string>(name: K, amount: number) =>
    ({ [name]: amount.toFixed(2), [`${name}@currencyID`]: bill.currency }) as Record<K, string>
  const issued = (bill.issuedAt ?? bill.createdAt).slice(0, 10)
  const net = toMajor(toMinor(bill.subtotal) - toMinor(bill.discount?.amount ?? 0))
  const taxes = toMajor(bill.taxes.reduce((sum, { amount }) => sum + toMinor(amount), 0))
  const paid = toMajor(bill.payments.reduce((sum, { amount }) => sum + toMinor(amount), 0))
  return {
    "ubl:Invoice": {
      "cbc:CustomizationID": "urn:cen.eu:en16931:2017",
      "cbc:ID": bill.number ?? bill.id,
      "cbc:IssueDate": issued,
      "cbc:InvoiceTypeCode": bill.kind === "credit-note" ? "381" : "380",
      "cbc:DocumentCurrencyCode": bill.currency,
      // The library has no way from a reference to another invoice into Factur-X (2.3.4), so it is said in words.
      ...(bill.creditFor
        ? { "cbc:Note": [`${words.creditFor} ${bill.creditFor.number ?? bill.creditFor.id}`] }
        : {}),
      "cac:AccountingSupplierParty": sellerOf(seller),
      "cac:AccountingCustomerParty": buyerOf(bill, seller, words.customer(bill.customerId)),
      // Of deliveries nothing is known here; the syntax wants one.
      "cac:Delivery": { "cbc:ActualDeliveryDate": issued },
      "cac:PaymentMeans": [
        {
          "cbc:PaymentMeansCode": "58", // SEPA credit transfer
          "cac:PayeeFinancialAccount": { "cbc:ID": seller["seller-iban"].replaceAll(" ", "") },
        },
      ],
      "cac:PaymentTerms": { "cbc:Note": words.payWithin(seller["payment-days"]) },
      "cac:TaxTotal": [
        {
          ...money("cbc:TaxAmount", taxes),
          "cac:TaxSubtotal": bill.taxes.map(({ rate, base, amount }) => ({
            ...money("cbc:TaxableAmount", base),
            ...money("cbc:TaxAmount", amount),
            "cac:TaxCategory": categoryOf(rate),
          })),
        },
      ],
      "cac:LegalMonetaryTotal": {
        ...money("cbc:LineExtensionAmount", net),
        ...money("cbc:TaxExclusiveAmount", net),
        ...money("cbc:TaxInclusiveAmount", bill.total),
        ...money("cbc:PrepaidAmount", paid),
        ...money("cbc:PayableAmount", bill.balance),
      },
      "cac:InvoiceLine": bill.productItems.map((line, index) => ({
        "cbc:ID": `${index + 1}`,
        "cbc:InvoicedQuantity": `${line.quantity}`,
        "cbc:InvoicedQuantity@unitCode": "C62", // pieces
        ...money("cbc:LineExtensionAmount", toMajor(toMinor(line.price) - toMinor(line.discount))),
        ...(line.discount > 0
          ? {
              "cac:AllowanceCharge": [
                {
                  "cbc:ChargeIndicator": "false",
                  "cbc:AllowanceChargeReasonCode": "95", // discount
                  ...money("cbc:Amount", line.discount),
                  ...money("cbc:BaseAmount", line.price),
                },
              ],
            }
          : {}),
        "cac:Item": {
          "cbc:Name": line.product?.name ?? words.product(line.productId),
          "cac:ClassifiedTaxCategory": categoryOf(line.taxRate),
        },
        "cac:Price": priceOf(line, money),
      })),
    },
    // Its type is a union over all codes and cannot be met by a computed object; the library checks it by its schema.
  } as unknown as Invoice
}

const sellerOf = (seller: Seller) => ({
  "cac:Party": {
    "cac:PostalAddress": addressOf(seller),
    "cac:PartyTaxScheme": [
      { "cbc:CompanyID": seller["seller-vat-id"], "cac:TaxScheme": { "cbc:ID": "VAT" } },
    ],
    "cac:PartyLegalEntity": { "cbc:RegistrationName": seller["seller-name"] },
    "cac:Contact": { "cbc:ElectronicMail": seller["seller-email"] },
  },
})

function addressOf(seller: Seller) {
  const [first = "", second, third] = seller["seller-address"].split("\n")
  return {
    "cbc:StreetName": first,
    ...(second ? { "cbc:AdditionalStreetName": second } : {}),
    ...(third ? { "cac:AddressLine": { "cbc:Line": third } } : {}),
    "cac:Country": { "cbc:IdentificationCode": seller["seller-country"] },
  }
}

const buyerOf = ({ customer }: PrintableBill, seller: Seller, otherwise: string) => ({
  "cac:Party": {
    "cac:PostalAddress": { "cac:Country": { "cbc:IdentificationCode": seller["customer-country"] } },
    "cac:PartyLegalEntity": { "cbc:RegistrationName": customer?.name ?? otherwise },
    ...(customer ? { "cac:Contact": { "cbc:ElectronicMail": customer.email } } : {}),
  },
})

/** Standard rate, or zero rated. */
const categoryOf = (rate: number) => ({
  "cbc:ID": rate > 0 ? "S" : "Z",
  "cbc:Percent": `${Number((rate * 100).toFixed(4))}`,
  "cac:TaxScheme": { "cbc:ID": "VAT" },
})

/** The price of one piece; where a line's amount was given, that is the price of all its pieces together. */
function priceOf<T>(line: PrintableLine, money: (name: string, amount: number) => T) {
  const isOfOne = toMinor(line.unitPrice) * line.quantity === toMinor(line.price)
  if (isOfOne) return money("cbc:PriceAmount", line.unitPrice)
  return {
    ...money("cbc:PriceAmount", line.price),
    "cbc:BaseQuantity": `${line.quantity}`,
    "cbc:BaseQuantity@unitCode": "C62",
  }
}
