import { describe, expect, it } from "vitest"
import { plain, readPdf } from "../../test/stack/read-pdf.ts"
import { type PrintableBill, printableBill } from "./bill.ts"
import type { Language } from "./language.ts"
import { printBill } from "./print-bill.ts"
import { type Seller, sellerSettings } from "./settings.ts"

const sellerValues = {
  "seller-name": "Atelier Facturo",
  "seller-address": "12 rue des Lilas\n75011 Paris",
  "seller-country": "FR",
  "customer-country": "FR",
  "seller-email": "invoices@facturo.example",
  "seller-vat-id": "FR32123456789",
  "seller-iban": "FR76 3000 6000 0112 3456 7890 189",
  "payment-days": "30",
}
const seller: Seller = sellerSettings.parse(sellerValues)

const line = (name: string | null, fields = {}) => ({
  productId: "p1",
  quantity: 2,
  unitPrice: 12.5,
  price: 25,
  discount: 0,
  taxRate: 0,
  product: name === null ? null : { name },
  ...fields,
})

const billWith = (fields: Partial<PrintableBill> = {}): PrintableBill =>
  printableBill.parse({
    id: "0199a8b2-7c1e-7d3a-9f00-1b2c3d4e5f60",
    kind: "bill",
    number: "2026-000042",
    customerId: "c1",
    customer: { name: "Ada", email: "ada@example.com" },
    productItems: [line("Pen")],
    subtotal: 25,
    discount: null,
    taxes: [],
    total: 25,
    payments: [],
    balance: 25,
    adjustments: [],
    creditNote: null,
    creditFor: null,
    currency: "EUR",
    status: "issued",
    issuedAt: "2026-11-22T23:59:59.000Z",
    createdAt: "2026-11-21T23:59:59.000Z",
    updatedAt: "2026-11-22T23:59:59.000Z",
    ...fields,
  })

const pagesOf = async (bill: PrintableBill, language: Language = "en") =>
  readPdf(await printBill(bill, seller, language))
const textOf = async (bill: PrintableBill, language: Language = "en") =>
  (await pagesOf(bill, language)).join(" ")

describe("a printed bill", () => {
  it("names the seller, the customer, the number and the day, and says how to pay", async () => {
    const text = await textOf(billWith())

    for (const part of [
      "Invoice",
      "Atelier Facturo",
      "12 rue des Lilas 75011 Paris",
      "VAT number FR32123456789",
      "2026-000042",
      "22 November 2026",
      "0199a8b2-7c1e-7d3a-9f00-1b2c3d4e5f60",
      "Billed to Ada ada@example.com",
      "Payable within 30 days IBAN FR76 3000 6000 0112 3456 7890 189 Reference 2026-000042",
      "1 / 1",
    ]) {
      expect(text).toContain(part)
    }
  })

  it("shows every amount as the bill has it, even where they do not fit together", async () => {
    const bill = billWith({
      productItems: [line("Pen", { quantity: 3, unitPrice: 1, price: 1234.56, taxRate: 0.055 })],
      subtotal: 1111.11,
      discount: { rate: 0.125, amount: 222.22, campaign: "Summer" },
      taxes: [
        { rate: 0.055, base: 333.33, amount: 44.44 },
        { rate: 0.0975, base: 555.55, amount: 66.66 },
      ],
      total: 777.77,
      payments: [{ amount: 88.88, at: "2026-12-01T08:00:00.000Z", method: "card" }],
      balance: 99.99,
    })

    expect(await textOf(bill)).toContain(
      plain(`Pen 3 1.00 5.5% 1,234.56 Subtotal €1,111.11 Discount 12.5% (Summer) −€222.22
        VAT 5.5% on €333.33 €44.44 VAT 9.75% on €555.55 €66.66 Total €777.77
        Paid on 1 December 2026 (card) −€88.88 Balance due €99.99`),
    )
    expect(await textOf(bill, "fr")).toContain(
      plain(`Pen 3 1,00 5,5 % 1 234,56 Sous-total 1 111,11 € Remise 12,5 % (Summer) −222,22 €
        TVA 5,5 % sur 333,33 € 44,44 € TVA 9,75 % sur 555,55 € 66,66 € Total 777,77 €
        Payé le 1 décembre 2026 (card) −88,88 € Reste à payer 99,99 €`),
    )
  })

  it.each([
    ["draft", "DRAFT", "BROUILLON"],
    ["void", "VOID", "ANNULÉE"],
    ["credited", "CREDITED", "CRÉDITÉE"],
  ] as const)("says across each page that it is %s, and asks for no payment", async (status, en, fr) => {
    const bill = billWith({ status, productItems: Array.from({ length: 60 }, () => line("Pen")) })

    for (const page of await pagesOf(bill)) expect(page).toContain(en)
    for (const page of await pagesOf(bill, "fr")) expect(page).toContain(fr)
    expect(await textOf(bill)).not.toContain("IBAN")
  })

  it("of a credit note says so, names the invoice, and asks for no payment", async () => {
    const bill = billWith({ kind: "credit-note", number: "CN-1", creditFor: { id: "b1", number: "2026-7" } })

    expect(await textOf(bill)).toMatch(
      /Credit note.*Number CN-1.*For invoice 2026-7.*Credit note CN-1 1 \/ 1/,
    )
    expect(await textOf(bill, "fr")).toMatch(/Avoir.*Numéro CN-1.*Sur facture 2026-7/)
    expect(await textOf(bill)).not.toContain("IBAN")
  })

  it("that was credited names its credit note", async () => {
    const bill = billWith({ status: "credited", creditNote: { id: "n1", number: "CN-1" } })

    expect(await textOf(bill)).toContain("Credit note CN-1")
  })

  it("tells what a campaign changed after the issue", async () => {
    const adjustments = [{ campaign: "Summer", rate: 0.3, amount: -7.5, at: "2026-12-02T00:00:00.000Z" }]

    expect(await textOf(billWith({ adjustments }))).toContain(
      "Changes since the issue 2 December 2026: discount 30% (Summer) Total −€7.50",
    )
  })

  it("repeats the table's head and counts the pages, with each line once and the totals after the last", async () => {
    const names = Array.from({ length: 100 }, (_, n) => `Thing number ${n + 1}.`)
    const pages = await pagesOf(billWith({ productItems: names.map(name => line(name)) }))

    expect(pages.length).toBeGreaterThan(2)
    for (const [index, page] of pages.entries()) {
      expect(page).toContain("Description Quantity Unit price Amount")
      expect(page).toContain(`${index + 1} / ${pages.length}`)
    }
    const all = pages.join(" ")
    expect([...all.matchAll(/Thing number \d+\./g)].map(([name]) => name)).toEqual(names)
    expect(pages.at(-1)).toMatch(/Thing number 100\..*Subtotal.*Total €25\.00/)
  })

  it("keeps the last line and the totals on one page, whatever the number of lines", async () => {
    for (let count = 18; count <= 32; count++) {
      const productItems = Array.from({ length: count }, (_, n) => line(`Thing ${n + 1}.`))
      const pages = await pagesOf(billWith({ productItems }))

      expect(pages.at(-1)).toMatch(new RegExp(`Thing ${count}\\..*Total €25\\.00`))
    }
  })

  it.each([
    "Elif Yılmaz",
    "Şule Çağrı Öğüt",
    "Łukasz Żółć",
    "Þórdís Ægisdóttir",
    "Nguyễn Thị Hằng",
    "Ελένη Παπαδοπούλου",
    "Владимир Щёлоков",
    "Zoë".normalize("NFD"),
    `O'Brien <b>&amp;</b> "Sons" \\ 100 % (€£¥) – № 5`,
    "A".repeat(200),
    "word ".repeat(40).trim(),
  ])("writes the name %s as it is", async name => {
    const bill = billWith({ customer: { name, email: "a@example.com" }, productItems: [line(name)] })

    const text = await textOf(bill)

    // A long word goes on in the next row.
    const solid = (value: string) => plain(value).replaceAll(" ", "")
    expect(solid(text).split(solid(name))).toHaveLength(3)
  })

  it("has no place for control characters", async () => {
    expect(await textOf(billWith({ productItems: [line("a\u0000b\u001bc\td")] }))).toContain("a b c d")
  })

  it("falls back on ids where names are not known", async () => {
    const bill = billWith({ customer: null, productItems: [line(null)] })

    expect(await textOf(bill)).toMatch(/Customer c1.*Product p1/)
    expect(await textOf(bill, "fr")).toMatch(/Client c1.*Produit p1/)
  })

  it("is the same file for the same bill", async () => {
    expect(await printBill(billWith(), seller, "fr")).toEqual(await printBill(billWith(), seller, "fr"))
  })
})

it.each([
  ["FR76 3000 6000 0112 3456 7890 189", true],
  ["DE89370400440532013000", true],
  ["FR76 3000 6000 0112 3456 7890 188", false],
  ["DE98370400440532013000", false],
  ["", false],
])("the IBAN %j is accepted: %s", (iban, isGood) => {
  expect(sellerSettings.safeParse({ ...sellerValues, "seller-iban": iban }).success).toBe(isGood)
})
