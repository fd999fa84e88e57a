import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { readPdf, xmlIn } from "../../test/stack/read-pdf.ts"
import { calculate } from "../shared/calculator.ts"
import { toMajor } from "../shared/money.ts"
import { type PrintableBill, printableBill } from "./bill.ts"
import { attachEInvoice, isEInvoice } from "./e-invoice.ts"
import { printBill } from "./print-bill.ts"
import { sellerSettings } from "./settings.ts"

const seller = sellerSettings.parse({
  "seller-name": "Atelier Facturo",
  "seller-address": "12 rue des Lilas\n75011 Paris",
  "seller-country": "FR",
  "customer-country": "BE",
  "seller-email": "invoices@facturo.example",
  "seller-vat-id": "FR32123456789",
  "seller-iban": "FR76 3000 6000 0112 3456 7890 189",
  "payment-days": "30",
})

type LineInput = { quantity: number; unitPrice: number; price?: number | undefined; taxRate: number }

/** A bill with the amounts that the calculator gives, as billing stores them. */
function billOf(lines: LineInput[], discountRate = 0, fields: Partial<PrintableBill> = {}): PrintableBill {
  const made = calculate(lines, discountRate)
  return printableBill.parse({
    id: "b1",
    kind: "bill",
    number: "2026-000042",
    customerId: "c1",
    customer: { name: "Elif Yılmaz & Fils <1>", email: "elif@example.com" },
    productItems: made.lines.map((line, n) => ({
      productId: `p${n}`,
      quantity: lines[n]?.quantity,
      unitPrice: toMajor(lines[n]?.unitPrice ?? 0),
      price: toMajor(line.price),
      discount: toMajor(line.discount),
      taxRate: lines[n]?.taxRate,
      product: { name: `Thing ${n}` },
    })),
    subtotal: toMajor(made.subtotal),
    discount: discountRate
      ? { rate: discountRate, amount: toMajor(made.discount), campaign: "Summer" }
      : null,
    taxes: made.taxes.map(({ rate, base, amount }) => ({
      rate,
      base: toMajor(base),
      amount: toMajor(amount),
    })),
    total: toMajor(made.total),
    payments: [],
    balance: toMajor(made.total),
    adjustments: [],
    creditNote: null,
    creditFor: null,
    currency: "EUR",
    status: "issued",
    createdAt: "2026-11-21T10:00:00.000Z",
    issuedAt: "2026-11-22T10:00:00.000Z",
    updatedAt: "2026-11-22T10:00:00.000Z",
    ...fields,
  })
}

const withData = async (bill: PrintableBill): Promise<Buffer> =>
  attachEInvoice(await printBill(bill, seller, "en"), bill, { seller, language: "en" })

const dataOf = async (bill: PrintableBill): Promise<string> => (await xmlIn(await withData(bill))) ?? ""

/** The texts of all elements with this name, in order. */
const textsOf = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<ram:${name}(?: [^>]*)?>([^<]*)</ram:${name}>`, "g"))].map(
    ([, text = ""]) => text,
  )
const cents = (texts: string[]): number[] => texts.map(text => Math.round(Number(text) * 100))
const sum = (parts: number[]): number => parts.reduce((total, part) => total + part, 0)

describe("the data in a document", () => {
  it("says what the paper says, and leaves the paper as it is", async () => {
    const bill = billOf(
      [
        { quantity: 3, unitPrice: 1000, taxRate: 0.2 },
        { quantity: 3, unitPrice: 1000, price: 2500, taxRate: 0.055 },
      ],
      0.3,
    )

    const pdf = await withData(bill)

    const xml = (await xmlIn(pdf)) ?? ""
    expect(xml).toContain("<ram:ID>urn:cen.eu:en16931:2017</ram:ID>")
    expect(xml).toContain("<ram:ID>2026-000042</ram:ID>")
    expect(xml).toContain("<ram:TypeCode>380</ram:TypeCode>")
    expect(xml).toContain('<udt:DateTimeString format="102">20261122</udt:DateTimeString>')
    expect(xml).toContain("<ram:Name>Elif Yılmaz &amp; Fils &lt;1&gt;</ram:Name>")
    expect(textsOf(xml, "IBANID")).toEqual(["FR7630006000011234567890189"])
    expect(textsOf(xml, "CountryID")).toEqual(["FR", "BE"])
    expect(textsOf(xml, "GrandTotalAmount")).toEqual([bill.total.toFixed(2)])
    expect(textsOf(xml, "DuePayableAmount")).toEqual([bill.balance.toFixed(2)])
    expect(textsOf(xml, "CalculatedAmount")).toEqual(bill.taxes.map(({ amount }) => amount.toFixed(2)))
    expect(await readPdf(pdf)).toEqual(await readPdf(await printBill(bill, seller, "en")))
  })

  it("of a credit note names the bill that it takes back", async () => {
    const bill = billOf([{ quantity: 1, unitPrice: 1000, taxRate: 0.2 }], 0, {
      kind: "credit-note",
      number: "CN-2026-000001",
      creditFor: { id: "b0", number: "2026-000007" },
    })

    const xml = await dataOf(bill)

    expect(xml).toContain("<ram:TypeCode>381</ram:TypeCode>")
    expect(textsOf(xml, "Content")).toEqual(["For invoice 2026-000007"])
  })

  it("holds EN 16931's sums for any bill: lines, taxes, totals, each line's price", async () => {
    const lines = fc.array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 999 }),
        unitPrice: fc.integer({ min: 0, max: 99_999 }),
        price: fc.option(fc.integer({ min: 0, max: 999_999 }), { nil: undefined }),
        taxRate: fc.constantFrom(0, 0.055, 0.09975, 0.2),
      }),
      { minLength: 1, maxLength: 4 },
    )
    await fc.assert(
      fc.asyncProperty(lines, fc.constantFrom(0, 0.07, 0.3, 1), async (input, rate) => {
        const xml = await dataOf(billOf(input, rate))
        const one = (name: string) => cents(textsOf(xml, name))[0] ?? Number.NaN
        // BR-CO-10, 13, 14, 15 and 16; the bases of the taxes are all that is taxed.
        expect(sum(cents(textsOf(xml, "LineTotalAmount")).slice(0, -1))).toBe(one("TaxBasisTotalAmount"))
        expect(sum(cents(textsOf(xml, "CalculatedAmount")))).toBe(one("TaxTotalAmount"))
        expect(one("TaxBasisTotalAmount") + one("TaxTotalAmount")).toBe(one("GrandTotalAmount"))
        expect(one("GrandTotalAmount") - one("TotalPrepaidAmount")).toBe(one("DuePayableAmount"))
        for (const item of xml.split("<ram:IncludedSupplyChainTradeLineItem>").slice(1)) {
          const [price = 0] = cents(textsOf(item, "ChargeAmount"))
          const [discount = 0] = cents(textsOf(item, "ActualAmount"))
          const [total] = cents(textsOf(item, "LineTotalAmount"))
          const [per = "1"] = textsOf(item, "BasisQuantity")
          const [quantity = "0"] = textsOf(item, "BilledQuantity")
          expect((price * Number(quantity)) / Number(per) - discount).toBe(total)
        }
      }),
      { numRuns: 25 },
    )
  }, 60_000)
})

it.each([
  ["a draft", { status: "draft", number: null }, false],
  ["a void bill", { status: "void" }, false],
  ["a bill from before there were numbers", { number: null }, false],
  ["a bill from before there were taxes", { taxes: [] }, false],
  ["a paid bill", { status: "paid" }, true],
] as const)("%s has data: %s", (_, fields, expected) => {
  const bill = billOf([{ quantity: 1, unitPrice: 1, taxRate: 0.2 }], 0, fields as Partial<PrintableBill>)

  expect(isEInvoice(bill)).toBe(expected)
})
