/** The words of a document in its languages. */
import type { PrintableBill } from "./bill.ts"
import type { Language } from "./language.ts"

type Kind = PrintableBill["kind"]
type Status = PrintableBill["status"]

export type Words = {
  locale: string
  titles: Record<Kind, string>
  fileNames: Record<Kind, string>
  number: string
  date: string
  draftDate: string
  reference: string
  creditFor: string
  creditNote: string
  status: string
  vatId: string
  billTo: string
  customer: (id: string) => string
  product: (id: string) => string
  description: string
  quantity: string
  unitPrice: string
  tax: string
  amount: string
  subtotal: string
  discount: (rate: string, campaign: string) => string
  taxOn: (rate: string, base: string) => string
  total: string
  paidOn: (date: string, method: string | undefined) => string
  balance: string
  payTo: string
  payWithin: (days: number) => string
  changes: string
  change: (date: string, rate: string, campaign: string, amount: string) => string
  statuses: Record<Status, string>
  /** What stands across each page; nothing for a bill that is in force. */
  watermarks: Partial<Record<Status, string>>
}

const en: Words = {
  locale: "en-GB",
  titles: { bill: "Invoice", "credit-note": "Credit note" },
  fileNames: { bill: "invoice", "credit-note": "credit-note" },
  number: "Number",
  date: "Date",
  draftDate: "Drafted",
  reference: "Reference",
  creditFor: "For invoice",
  creditNote: "Credit note",
  status: "Status",
  vatId: "VAT number",
  billTo: "Billed to",
  customer: id => `Customer ${id}`,
  product: id => `Product ${id}`,
  description: "Description",
  quantity: "Quantity",
  unitPrice: "Unit price",
  tax: "VAT",
  amount: "Amount",
  subtotal: "Subtotal",
  discount: (rate, campaign) => `Discount ${rate} (${campaign})`,
  taxOn: (rate, base) => `VAT ${rate} on ${base}`,
  total: "Total",
  paidOn: (date, method) => `Paid on ${date}${method ? ` (${method})` : ""}`,
  balance: "Balance due",
  payTo: "Payment",
  payWithin: days => (days === 0 ? "Payable on receipt" : `Payable within ${days} days`),
  changes: "Changes since the issue",
  change: (date, rate, campaign, amount) => `${date}: discount ${rate} (${campaign})\nTotal ${amount}`,
  statuses: { draft: "Draft", issued: "Issued", paid: "Paid", void: "Void", credited: "Credited" },
  watermarks: { draft: "DRAFT", void: "VOID", credited: "CREDITED" },
}

const fr: Words = {
  locale: "fr-FR",
  titles: { bill: "Facture", "credit-note": "Avoir" },
  fileNames: { bill: "facture", "credit-note": "avoir" },
  number: "Numéro",
  date: "Date",
  draftDate: "Établie le",
  reference: "Référence",
  creditFor: "Sur facture",
  creditNote: "Avoir",
  status: "Statut",
  vatId: "Numéro de TVA",
  billTo: "Facturé à",
  customer: id => `Client ${id}`,
  product: id => `Produit ${id}`,
  description: "Désignation",
  quantity: "Quantité",
  unitPrice: "Prix unitaire",
  tax: "TVA",
  amount: "Montant",
  subtotal: "Sous-total",
  discount: (rate, campaign) => `Remise ${rate} (${campaign})`,
  taxOn: (rate, base) => `TVA ${rate} sur ${base}`,
  total: "Total",
  paidOn: (date, method) => `Payé le ${date}${method ? ` (${method})` : ""}`,
  balance: "Reste à payer",
  payTo: "Paiement",
  payWithin: days => (days === 0 ? "Payable à réception" : `Payable sous ${days} jours`),
  changes: "Modifications depuis l’émission",
  change: (date, rate, campaign, amount) => `${date} : remise ${rate} (${campaign})\nTotal ${amount}`,
  statuses: { draft: "Brouillon", issued: "Émise", paid: "Payée", void: "Annulée", credited: "Créditée" },
  watermarks: { draft: "BROUILLON", void: "ANNULÉE", credited: "CRÉDITÉE" },
}

export const wordsIn: Record<Language, Words> = { en, fr }
