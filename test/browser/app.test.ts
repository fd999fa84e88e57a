import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { onPage, startWebApp, type WebApp } from "../stack/browser.ts"

const { apiUrl } = inject("system")
let app: WebApp
let customer: { id: string; name: string }
let product: { id: string; name: string }

const post = async <T>(path: string, body: object): Promise<T> => {
  const response = await fetch(`${apiUrl}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

beforeAll(async () => {
  const unique = Date.now().toString(36)
  customer = await post("/customer-service/customers", {
    name: `Ada ${unique}`,
    email: `ada.${unique}@example.com`,
  })
  product = await post("/inventory-service/products", { name: `Lamp ${unique}`, price: 59.9, quantity: 100 })
  app = await startWebApp(apiUrl)
})
afterAll(() => app?.stop())

describe("the web app", () => {
  it("makes a bill, shows it, finds it again in the list and after a reload", () =>
    onPage(app, "make a bill", async page => {
      await page.goto("/bills/new")
      await page.getByRole("combobox", { name: "Customer" }).fill(customer.name)
      await page.getByRole("option", { name: customer.name }).click()
      await page.getByRole("combobox", { name: "Product of line 1" }).fill(product.name)
      await page.getByRole("option", { name: product.name }).click()
      await page.getByRole("textbox", { name: "Quantity of line 1" }).fill("3")
      await page
        .getByText(/179[.,]70/)
        .first()
        .waitFor()
      await page.getByRole("button", { name: "Issue the bill" }).click()

      await page.waitForURL(/\/bills\/[\w-]{36}$/)
      const address = page.url()
      await page.getByText(customer.name).first().waitFor()
      await page.reload()
      await page.getByText(product.name).first().waitFor()
      await page.goto(`/bills?customerId=${customer.id}`)
      await page
        .locator(`a[href="${new URL(address).pathname}"]`)
        .first()
        .waitFor()
    }))

  it("shows what the API refuses at its field, and keeps what was typed", () =>
    onPage(app, "refused customer", async page => {
      await page.goto("/customers/new")
      await page.getByRole("textbox", { name: "Name" }).fill("Grace")
      await page.getByRole("textbox", { name: "Email" }).fill("grace@nowhere")
      await page.getByRole("button", { name: /create|save|add/i }).click()

      await page
        .getByText(/email address/i)
        .first()
        .waitFor()
      expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Grace")
    }))

  it("shows the windows of a simulation that was started on the page, in a chart that moves", () =>
    onPage(app, "live analytics", async page => {
      await page.goto("/analytics")
      await page
        .getByLabel(/rate|invoices a second/i)
        .first()
        .fill("5")
      await page.getByRole("button", { name: /start/i }).click()

      await page.getByRole("button", { name: /stop/i }).first().waitFor()
      await page.locator(".recharts-surface").first().waitFor({ timeout: 30_000 })
      await page.getByText(customer.name).first().waitFor({ timeout: 30_000 })
      await page.getByRole("button", { name: /stop/i }).first().click()
    }))

  it("runs a discount job and shows its counts", () =>
    onPage(app, "discount job", async page => {
      await page.goto("/jobs")
      await page.getByRole("button", { name: /start/i }).first().click()
      await page
        .getByText(/completed/i)
        .first()
        .waitFor({ timeout: 30_000 })
    }))

  it.each([
    ["/", "Overview"],
    ["/customers", "Customers"],
    ["/products", "Products"],
    ["/bills", "Bills"],
    ["/analytics", "Live analytics"],
    ["/jobs", "Batch jobs"],
    ["/exports", "Exports"],
    ["/services", "Services"],
  ])("%s can be opened by its address, on a phone too", (path, heading) =>
    onPage(
      app,
      `open ${path}`,
      async page => {
        await page.goto(path)
        await page.getByRole("heading", { level: 1, name: new RegExp(heading, "i") }).waitFor()
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(overflow).toBeLessThanOrEqual(0)
      },
      { viewport: { width: 390, height: 844 } },
    ),
  )

  it("says that an address leads nowhere, and the way back", () =>
    onPage(app, "unknown address", async page => {
      await page.goto("/nowhere/at/all")
      await page.getByRole("heading", { level: 1 }).waitFor()
      await page
        .getByRole("link", { name: /overview/i })
        .first()
        .waitFor()
    }))

  it("says so while the API is away, and recovers by itself", () =>
    onPage(app, "API away", async page => {
      await page.goto("/customers")
      await page.getByText(customer.name).first().waitFor()
      await page.route("**/*-service/**", route => route.fulfill({ status: 502, body: "" }))
      await page.getByRole("link", { name: "Products" }).click()
      await page
        .getByText(/cannot be reached|unreachable|not answer|away/i)
        .first()
        .waitFor()

      await page.unroute("**/*-service/**")
      await page.getByText(product.name).first().waitFor({ timeout: 30_000 })
    }))
})
