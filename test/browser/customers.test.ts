import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { onPage, startWebApp, type WebApp } from "../stack/browser.ts"
import { api, type Thing } from "./api.ts"

const { apiUrl } = inject("system")
const { get, post, put } = api(apiUrl)
const unique = Date.now().toString(36)
let app: WebApp

const customer = (name: string) =>
  post<Thing & { email: string }>("/customer-service/customers", {
    name: `${name} ${unique}`,
    email: `${name.toLowerCase()}.${unique}@example.com`,
  })

beforeAll(async () => {
  app = await startWebApp(apiUrl)
})
afterAll(() => app?.stop())

describe("customers", () => {
  it("are found by the beginning of a name or email, and the address keeps the search", () =>
    onPage(app, "find customers", async page => {
      const [grace, edsger] = [await customer("Grace"), await customer("Edsger")]
      await page.goto("/customers")
      await page.getByRole("link", { name: edsger.name }).waitFor()
      await page.getByLabel("Search").fill("grace")
      await page.getByRole("link", { name: edsger.name }).waitFor({ state: "hidden" })
      await page.getByRole("link", { name: grace.name }).waitFor()
      expect(new URL(page.url()).search).toBe("?q=grace")
      await page.reload()
      expect(await page.getByLabel("Search").inputValue()).toBe("grace")

      await page.getByLabel("Search").fill(`edsger.${unique}`)
      await page.getByRole("link", { name: edsger.name }).waitFor()
      await page.getByLabel("Search").fill("nobody at all")
      await page.getByText("No customer begins with").waitFor()
    }))

  it("are made, and an email that is another's is told at its field", () =>
    onPage(app, "unique email", async page => {
      const { email } = await customer("Barbara")
      await page.goto("/customers/new")
      await page.getByLabel("Name").fill(`Liskov ${unique}`)
      await page.getByLabel("Email").fill(email)
      await page.getByRole("button", { name: "Create the customer" }).click()
      await page.getByText(/another customer's/).waitFor()
      expect(await page.getByLabel("Email").getAttribute("aria-invalid")).toBe("true")
      expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("email")

      await page.getByLabel("Email").fill(`liskov.${unique}@example.com`)
      await page.getByRole("button", { name: "Create the customer" }).click()
      await page.getByRole("heading", { level: 1, name: `Liskov ${unique}` }).waitFor()
    }))

  it("that somebody else changed meanwhile are merged as is chosen, and nothing is overwritten unseen", () =>
    onPage(app, "customer conflict", async page => {
      const { id, name, email } = await customer("Radia")
      await page.goto(`/customers/${id}/edit`)
      await page.getByLabel("Name").fill(`Mine ${unique}`)
      await put(`/customer-service/customers/${id}`, { name: `Theirs ${unique}`, email: `new.${email}` })
      await page.getByRole("button", { name: "Save" }).click()

      await page.getByText("Somebody else changed this meanwhile").waitFor()
      expect(await get<Thing>(`/customer-service/customers/${id}`)).toMatchObject({
        name: `Theirs ${unique}`,
      })
      // Both changed the name, where mine is proposed; only they changed the email.
      expect(await page.getByRole("radio", { name: `Yours: Mine ${unique}` }).isChecked()).toBe(true)
      expect(await page.getByRole("radio", { name: `Theirs: new.${email}` }).isChecked()).toBe(true)
      await page.getByRole("button", { name: "Save this" }).click()
      await page.getByRole("heading", { level: 1, name: `Mine ${unique}` }).waitFor()

      const saved = await get<Thing>(`/customer-service/customers/${id}`)
      expect(saved).toMatchObject({ name: `Mine ${unique}`, email: `new.${email}` })
      expect(name).not.toBe(saved.name)
    }))

  it("are archived after asking: gone from the list, still named with their bills and totals", () =>
    onPage(app, "archive customer", async page => {
      const { id, name } = await customer("Hedy")
      const product = await post<Thing>("/inventory-service/products", {
        name: `Radio ${unique}`,
        price: 100,
        quantity: 10,
        taxRate: 0,
      })
      const productItems = [{ productId: product.id, quantity: 2 }]
      await post("/billing-service/bills", { customerId: id, productItems })
      await page.goto(`/customers/${id}`)
      await page.getByText("€200.00").first().waitFor()
      await page.getByText("1 bill").waitFor()
      await page.getByRole("button", { name: "Archive" }).click()
      await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click()

      await page.waitForURL(/\/customers$/)
      await page.getByLabel("Search").fill(name)
      await page.getByText("No customer begins with").waitFor()
      await page.goto(`/customers/${id}`)
      await page.getByText("This customer is archived").waitFor()
      await page.getByRole("link", { name: /^\d{4}-\d{6}/ }).waitFor()
      expect(await page.getByRole("link", { name: "Edit" }).count()).toBe(0)
    }))

  it("that do not exist are said not to, and the rest of the app is there", () =>
    onPage(app, "no such customer", async page => {
      await page.goto("/customers/nobody")
      await page.getByRole("alert").first().waitFor()
      await page.getByRole("link", { name: "Products" }).waitFor()
    }))
})
