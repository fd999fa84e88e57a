import { beforeAll, describe, expect, it } from "vitest"
import { plain, readPdf, xmlIn } from "../stack/read-pdf.ts"
import { call, get, makeCustomer, makeProduct, post, system } from "./client.ts"

const bills = "/billing-service/bills"
const locales = { en: "en-GB", fr: "fr-FR" } as const

/** Gets a bill's document as a stranger does, with redirects off. */
async function documentOf(id: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${system.apiUrl}${bills}/${id}.pdf`, { headers, redirect: "manual" })
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, bytes }
}

/** How a language writes an amount, made here anew: not by the code under test. */
function writerOf(language: "en" | "fr") {
  const fixed = (value: number) =>
    new Intl.NumberFormat(locales[language], { minimumFractionDigits: 2 }).format(value)
  return {
    amount: (value: number) => plain(fixed(value)),
    money: (value: number) => plain(language === "en" ? `€${fixed(value)}` : `${fixed(value)} €`),
  }
}

let bill: { id: string } & Record<string, any>
beforeAll(async () => {
  const customerId = await makeCustomer("Elif Yılmaz & Fils")
  const lamp = await makeProduct("1234.56", "Çay bardağı (altılı)")
  const pen = await makeProduct("0.07", "Stylo “Été”, noir/bleu")
  const productItems = [
    { productId: lamp, quantity: 2 },
    { productId: pen, quantity: 999 },
    { productId: pen, quantity: 1, price: "0.05" },
  ]
  bill = (await post(bills, { customerId, productItems })).body
})

describe("the document of a bill", () => {
  it.each(["en", "fr"] as const)("has the API's own amounts, in %s", async language => {
    const { status, headers, bytes } = await documentOf(bill.id, { "accept-language": language })

    expect(status).toBe(200)
    expect(headers.get("content-type")).toBe("application/pdf")
    expect(headers.get("content-language")).toBe(language)
    expect(headers.get("x-correlation-id")).toMatch(/./)
    expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe("%PDF-")
    const [page = "", ...others] = await readPdf(bytes)
    expect(others).toEqual([])
    const { amount, money } = writerOf(language)
    for (const { product, unitPrice, price } of bill.productItems) {
      expect(page).toContain(plain(product.name))
      expect(page).toContain(amount(unitPrice))
      expect(page).toContain(amount(price))
    }
    expect(page).toContain(`${language === "en" ? "Subtotal" : "Sous-total"} ${money(bill.subtotal)}`)
    for (const tax of bill.taxes ?? []) {
      expect(page).toContain(`${money(tax.base)} ${money(tax.amount)}`)
    }
    expect(page).toContain(`Total ${money(bill.total)}`)
    for (const part of [bill.id, bill.number ?? bill.id, "Elif Yılmaz & Fils", "Atelier Facturo", "1 / 1"]) {
      expect(page).toContain(part)
    }
  })

  it("has a hundred lines on several pages, each with its number", async () => {
    const customerId = await makeCustomer("A hundred")
    const productId = await makeProduct(1.5, "Thing")
    const productItems = Array.from({ length: 100 }, (_, n) => ({ productId, quantity: (n % 12) + 1 }))
    const made = await post(bills, { customerId, productItems })
    expect(made.status, made.text).toBe(201)
    const { body } = made

    const document = await documentOf(body.id)

    expect(document.status, Buffer.from(document.bytes).toString()).toBe(200)
    const pages = await readPdf(document.bytes)

    expect(pages.length).toBeGreaterThan(2)
    const { amount, money } = writerOf("en")
    const rows = pages.flatMap(page => page.match(/Thing \d+ 1\.50 (\d+% )?[\d,.]+/g) ?? [])
    expect(rows.map(row => row.split(" ").at(-1))).toEqual(
      body.productItems.map((item: { price: number }) => amount(item.price)),
    )
    for (const [n, page] of pages.entries()) expect(page).toContain(`${n + 1} / ${pages.length}`)
    expect(pages.at(-1)).toContain(`Total ${money(body.total)}`)
  })

  it("has the same as Factur-X in it", async () => {
    const xml = await xmlIn((await documentOf(bill.id)).bytes)

    expect(xml).toContain("<ram:ID>urn:cen.eu:en16931:2017</ram:ID>")
    expect(xml).toContain(`<ram:ID>${bill.number}</ram:ID>`)
    expect(xml).toContain(`<ram:GrandTotalAmount>${bill.total.toFixed(2)}</ram:GrandTotalAmount>`)
    expect(xml?.match(/<ram:IncludedSupplyChainTradeLineItem>/g)).toHaveLength(3)
  })

  it("follows a bill from draft to credited", async () => {
    const customerId = await makeCustomer("Ada")
    const productId = await makeProduct(10, "Pen")
    const draft = (await post(bills, { customerId, productItems: [{ productId, quantity: 1 }], draft: true }))
      .body
    const textOf = async (id: string) => (await readPdf((await documentOf(id)).bytes)).join(" ")
    const { money } = writerOf("en")

    const drafted = await textOf(draft.id)
    const issued = (await post(`${bills}/${draft.id}/issue`, undefined)).body
    await post(`${bills}/${draft.id}/payments`, { amount: 2, method: "card" })
    const partlyPaid = await textOf(draft.id)
    await post(`${bills}/${draft.id}/payments`, { amount: issued.total - 2 })
    const paid = await textOf(draft.id)
    const credit = (await post(`${bills}/${draft.id}/credit-notes`, undefined)).body
    const credited = await textOf(draft.id)

    expect(drafted).toContain("DRAFT")
    expect(partlyPaid).toContain(`Number ${issued.number}`)
    expect(partlyPaid).toContain(`(card) −€2.00 Balance due ${money(issued.total - 2)}`)
    expect(partlyPaid).toContain("IBAN")
    expect(paid).toContain("Balance due €0.00")
    expect(paid).not.toContain("IBAN")
    expect(credited).toContain("CREDITED")
    const noteId = credit.kind === "credit-note" ? credit.id : credit.creditNote.id
    expect(await textOf(noteId)).toContain(`For invoice ${issued.number}`)
  })

  it("is in the document service too, under a name to save it by", async () => {
    const { status, headers } = await get(`/document-service/bills/${bill.id}.pdf`)

    expect(status).toBe(200)
    expect(headers.get("content-disposition")).toBe(
      `inline; filename="invoice-${bill.number ?? bill.id}.pdf"`,
    )
  })

  it.each([
    ["/billing-service/bills/nobody.pdf", 404],
    ["/billing-service/bills/.pdf", 404],
    ["/billing-service/bills/a.pdf.pdf.pdf", 404],
    ["/document-service/bills/nobody.pdf", 404],
    ["/document-service/bills/nobody", 422],
  ])("%s is %i, as a problem", async (path, status) => {
    const answer = await get(path)

    expect(answer.status).toBe(status)
    expect(answer.headers.get("content-type")).toBe("application/problem+json")
  })

  it("leaves the bill itself as it was", async () => {
    expect((await call("GET", `${bills}/${bill.id}`)).body).toEqual(bill)
  })
})
