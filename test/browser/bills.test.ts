import { readFile } from "node:fs/promises"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { onPage, startWebApp, type WebApp } from "../stack/browser.ts"
import { api, type Thing } from "./api.ts"
import { failRequests } from "./fail-requests.ts"

const { apiUrl } = inject("system")
const { post, get } = api(apiUrl)
const unique = Date.now().toString(36)
let app: WebApp
let customer: Thing
let lamp: Thing
let book: Thing
let scarce: Thing

type Bill = { id: string; number: string | null; total: number; status: string }

const issue = (productId: string, quantity = 1, customerId = customer.id) =>
  post<Bill>("/billing-service/bills", { customerId, productItems: [{ productId, quantity }] })

beforeAll(async () => {
  customer = await post("/customer-service/customers", {
    name: `Ada ${unique}`,
    email: `ada.${unique}@example.com`,
  })
  const product = (name: string, price: number, quantity: number, taxRate: number) =>
    post<Thing>("/inventory-service/products", { name: `${name} ${unique}`, price, quantity, taxRate })
  lamp = await product("Lamp", 59.9, 1000, 0.2)
  book = await product("Book", 19.95, 1000, 0.055)
  scarce = await product("Rarity", 10, 2, 0.2)
  app = await startWebApp(apiUrl)
})
afterAll(() => app?.stop())

const chooseByKeyboard = async (page: Page, text: string) => {
  // Faster than the answer: Enter waits for it.
  await page.keyboard.type(text)
  await page.keyboard.press("Enter")
}

describe("a new bill", () => {
  it("is made by keyboard alone, with the taxes and total that the server then says", () =>
    onPage(app, "bill by keyboard", async page => {
      await page.goto("/bills/new")
      await page.getByRole("combobox", { name: "Customer" }).focus()
      await chooseByKeyboard(page, customer.name)
      await eventually(() => page.getByRole("combobox", { name: "Customer" }).inputValue()).toContain("@")
      await page.keyboard.press("Tab")
      await chooseByKeyboard(page, lamp.name)
      await eventually(() => focusedName(page)).toBe("Quantity of line 1")
      await page.keyboard.type("3")
      await page.keyboard.press("Enter")
      await eventually(() => focusedName(page)).toBe("Product of line 2")
      await chooseByKeyboard(page, book.name)
      await eventually(() => focusedName(page)).toBe("Quantity of line 2")
      await page.keyboard.type("2")
      await page.getByText("€257.73").waitFor()
      expect(await page.getByText("1,000 in stock").count()).toBe(2)
      await page.keyboard.press("Enter")
      await page.keyboard.press("Control+Enter")

      await page.waitForURL(/\/bills\/[\w-]{36}$/)
      await page.getByRole("table", { name: "Lines" }).waitFor()
      const bill = await get<Bill>(`/billing-service/bills/${new URL(page.url()).pathname.split("/").at(-1)}`)
      // 3 × 59.90 at 20 %, 2 × 19.95 at 5.5 %: each line's tax is rounded by itself.
      expect(bill.total).toBe(257.73)
      await page.getByText("€257.73").first().waitFor()
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(bill.number)
    }))

  it("is one bill, however often the button is pressed", () =>
    onPage(app, "double click", async page => {
      const other = await post<Thing>("/customer-service/customers", {
        name: `Once ${unique}`,
        email: `once.${unique}@example.com`,
      })
      await page.goto(`/bills/new?customerId=${other.id}`)
      await page.getByRole("combobox", { name: "Product of line 1" }).fill(lamp.name)
      await page.getByRole("option", { name: lamp.name }).click()
      await page.getByText("€59.90").first().waitFor()
      // Two submissions of the same form, before anything could be drawn in between.
      await page.evaluate(() => {
        const form = document.querySelector("form")
        form?.requestSubmit()
        form?.requestSubmit()
      })
      await page.waitForURL(/\/bills\/[\w-]{36}$/)

      expect(await get<Bill[]>(`/billing-service/bills?customerId=${other.id}`)).toHaveLength(1)
    }))

  it("names what there is too little of at its line, before it is sent and when it is refused", () =>
    onPage(app, "out of stock", async page => {
      await page.goto(`/bills/new?customerId=${customer.id}`)
      await page.getByRole("combobox", { name: "Product of line 1" }).fill(lamp.name)
      await page.getByRole("option", { name: lamp.name }).click()
      await page.getByRole("button", { name: "Add a line" }).click()
      await page.getByRole("combobox", { name: "Product of line 2" }).fill(scarce.name)
      await page.getByRole("option", { name: scarce.name }).click()
      const quantity = page.getByLabel("Quantity of line 2")
      await quantity.fill("5")
      await page.getByText("Only 2 in stock").waitFor()
      await page.getByRole("button", { name: "Issue the bill" }).click()

      await page.getByText(/2 left, 5 asked for/).waitFor()
      expect(await quantity.getAttribute("aria-invalid")).toBe("true")
      await quantity.fill("2")
      await page.getByRole("button", { name: "Issue the bill" }).click()
      await page.waitForURL(/\/bills\/[\w-]{36}$/)
    }))
})

describe("a draft", () => {
  it("is saved, changed, issued, paid in parts and credited, and its page tells all of it", () =>
    onPage(app, "life of a bill", async page => {
      await page.goto(`/bills/new?customerId=${customer.id}`)
      await page.getByRole("combobox", { name: "Product of line 1" }).fill(lamp.name)
      await page.getByRole("option", { name: lamp.name }).click()
      await page.getByRole("button", { name: "Save as a draft" }).click()
      await page.getByRole("heading", { level: 1, name: /^Draft/ }).waitFor()

      await page.getByRole("link", { name: "Edit" }).click()
      await page.getByLabel("Quantity of line 1").fill("2")
      await page.getByRole("button", { name: "Save the draft" }).click()
      await page.getByText("Draft changed").waitFor()

      await confirm(page, "Issue")
      await page
        .getByText(/Issued as \d{4}-\d{6}/)
        .first()
        .waitFor()

      await page.getByRole("button", { name: "Record a payment" }).click()
      await page.getByRole("dialog").getByLabel("Amount").fill("1000")
      await page.getByRole("button", { name: "Record", exact: true }).click()
      await page.getByText(/more than what is left to pay/).waitFor()
      await page.getByRole("dialog").getByLabel("Amount").fill("43.76")
      await page.getByRole("button", { name: "Record", exact: true }).click()
      await page.getByText("Payment of €43.76").waitFor()
      await page.getByText("€100.00").first().waitFor()
      expect(await page.getByRole("button", { name: "Void" }).count()).toBe(0)

      await page.getByRole("button", { name: "Record a payment" }).click()
      await page.getByRole("button", { name: "Record", exact: true }).click()
      await page.getByText("Payment of €100.00").waitFor()

      await confirm(page, "Credit")
      await page.getByText("Credit for").waitFor()
      await page.goBack()
      await page.getByText("Credited by").waitFor()
    }))

  it("that somebody else changed is not overwritten: both are shown, and one is chosen", () =>
    onPage(app, "draft conflict", async page => {
      const draft = await post<Bill>("/billing-service/bills", {
        customerId: customer.id,
        productItems: [{ productId: lamp.id, quantity: 1 }],
        draft: true,
      })
      await page.goto(`/bills/${draft.id}/edit`)
      await page.getByLabel("Quantity of line 1").fill("7")
      await api(apiUrl).put(`/billing-service/bills/${draft.id}`, {
        customerId: customer.id,
        productItems: [{ productId: book.id, quantity: 4 }],
      })
      await page.getByRole("button", { name: "Save the draft" }).click()

      await page.getByText("Somebody else changed this meanwhile").waitFor()
      await page.getByRole("radio", { name: `Yours: 7 × ${lamp.name}` }).waitFor()
      await page.getByRole("radio", { name: `Theirs: 4 × ${book.name}` }).click()
      await page.getByRole("button", { name: "Save this" }).click()
      await page.getByRole("cell", { name: book.name }).waitFor()
    }))
})

describe("an issued bill", () => {
  it("is voided after asking, and not when the answer is no", () =>
    onPage(app, "void", async page => {
      const bill = await issue(lamp.id)
      await page.goto(`/bills/${bill.id}`)
      await page.getByRole("button", { name: "Void" }).click()
      await page.getByRole("dialog").getByRole("button", { name: "Keep" }).click()
      await page.getByRole("dialog").waitFor({ state: "hidden" })
      expect((await get<Bill>(`/billing-service/bills/${bill.id}`)).status).toBe("issued")
      await confirm(page, "Void")

      await page.getByText("Voided").waitFor()
      expect((await get<Bill>(`/billing-service/bills/${bill.id}`)).status).toBe("void")
    }))

  it("says why it cannot be voided any more, where it was asked", () =>
    onPage(app, "void refused", async page => {
      const bill = await issue(lamp.id)
      await page.goto(`/bills/${bill.id}`)
      await page.getByRole("button", { name: "Void" }).click()
      await post(`/billing-service/bills/${bill.id}/payments`, { amount: 1 })
      await page.getByRole("dialog").getByRole("button", { name: "Void" }).click()

      await page
        .getByRole("dialog")
        .getByText(/something was paid on it/)
        .waitFor()
    }))

  it("is handed out as PDF in the language of the app, and printed without the frame", () =>
    onPage(app, "papers", async page => {
      const bill = await issue(lamp.id)
      await page.goto(`/bills/${bill.id}`)
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "PDF" }).click(),
      ])
      expect(download.suggestedFilename()).toBe(`${bill.number}.pdf`)
      expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe("%PDF-")

      await page.emulateMedia({ media: "print" })
      expect(await page.getByRole("link", { name: "Customers" }).isVisible()).toBe(false)
      expect(await page.getByRole("button", { name: "Print" }).isVisible()).toBe(false)
      expect(await page.getByText(lamp.name).isVisible()).toBe(true)
    }))
})

describe("the list of bills", () => {
  it("is filtered by number, customer, state and days, all of which the address keeps", () =>
    onPage(app, "filters", async page => {
      const bill = await issue(lamp.id)
      await issue(book.id)
      await page.goto("/bills")
      await page.getByLabel("Number").fill(String(Number(bill.number?.slice(-6))))
      await eventually(() => rows(page)).toEqual([bill.number])
      await page.reload()
      await eventually(() => rows(page)).toEqual([bill.number])
      await page.getByRole("button", { name: "Clear the filters" }).click()
      await eventually(async () => (await rows(page)).length).toBeGreaterThan(1)

      await page.getByRole("combobox", { name: "Customer" }).fill(customer.name)
      await page.getByRole("option", { name: customer.name }).click()
      await page.getByRole("combobox", { name: "State" }).click()
      await page.getByRole("option", { name: "Void" }).click()
      await page.waitForURL(/customerId=.*status=void/)
      await page.getByLabel("From").fill("2020-01-01")
      await page.getByLabel("To", { exact: true }).fill("2020-12-31")
      await page.getByText("No bills like that").waitFor()
    }))

  it("draws few rows of many, reads more at its end, and comes back to where it was left", () =>
    onPage(app, "endless", async page => {
      const many = await post<Thing>("/customer-service/customers", {
        name: `Many ${unique}`,
        email: `many.${unique}@example.com`,
      })
      for (let n = 0; n < 24; n++) {
        await Promise.all(Array.from({ length: 5 }, () => issue(lamp.id, 1, many.id)))
      }
      await page.goto(`/bills?customerId=${many.id}`)
      await page
        .getByRole("link", { name: /^\d{4}-\d{6}/ })
        .first()
        .waitFor()
      expect(await page.locator("tbody tr[data-index]").count()).toBeLessThan(60)
      for (let n = 0; n < 40 && (await page.locator("tr[data-index='119']").count()) === 0; n++) {
        await page.mouse.wheel(0, 2000)
        await page.waitForTimeout(100)
      }

      await page.locator("tr[data-index='119']").waitFor()
      expect(await page.locator("tbody tr[data-index]").count()).toBeLessThan(60)
      const before = await page.evaluate(() => window.scrollY)
      await page.locator("tr[data-index='119'] a").click()
      await page.getByRole("table", { name: "Lines" }).waitFor()
      await page.goBack()
      await page.locator("tr[data-index='119']").waitFor()
      expect(Math.abs((await page.evaluate(() => window.scrollY)) - before)).toBeLessThan(100)
    }))

  it("says that it could not be read, and reads it when asked again", () =>
    onPage(app, "list fails", async page => {
      await failRequests(page, "**/billing-service/bills?**", "It broke.")
      await page.goto("/bills")
      await page.getByText("It broke.").waitFor()
      await page.unroute("**/billing-service/bills?**")
      await page.getByRole("button", { name: "Try again" }).click()

      await page
        .getByRole("link", { name: /^\d{4}-\d{6}/ })
        .first()
        .waitFor()
    }))
})

/** As patient as Playwright's own waiting. */
const eventually = <T>(look: () => Promise<T>) => expect.poll(look, { timeout: 20_000 })

async function confirm(page: Page, label: string): Promise<void> {
  await page.getByRole("button", { name: label, exact: true }).click()
  await page.getByRole("dialog").getByRole("button", { name: label, exact: true }).click()
}

const focusedName = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute("aria-label"))

const rows = (page: Page) =>
  page
    .locator("tr[data-index] .number:first-child")
    .allTextContents()
    .then(all => all.filter(text => /^\d{4}-\d{6}$/.test(text)))
