import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { onPage, startWebApp, type WebApp } from "../stack/browser.ts"
import { api, type Thing } from "./api.ts"

const { apiUrl } = inject("system")
const { get, post, put } = api(apiUrl)
const unique = Date.now().toString(36)
let app: WebApp

type Product = Thing & { price: number; quantity: number; taxRate: number | null }

const product = (name: string) =>
  post<Product>("/inventory-service/products", {
    name: `${name} ${unique}`,
    price: 10,
    quantity: 3,
    taxRate: 0.055,
  })

beforeAll(async () => {
  app = await startWebApp(apiUrl)
})
afterAll(() => app?.stop())

describe("products", () => {
  it("are found by the beginning of a word, with price, stock and tax rate", () =>
    onPage(app, "find products", async page => {
      const { name } = await product("Oak table")
      await product("Pine table")
      await page.goto("/products")
      await page.getByLabel("Search").fill("oak")
      const row = page.getByRole("row", { name })
      await row.waitFor()
      await page.getByText(`Pine table ${unique}`).waitFor({ state: "hidden" })
      expect(await row.getByRole("cell").allTextContents()).toEqual([
        name,
        expect.any(String),
        "5.5%",
        "3",
        "10.00",
      ])
      await row.getByRole("link").click()
      await page.getByRole("heading", { level: 1, name }).waitFor()
    }))

  it("are made with a rate in percent; what the API refuses is told at its field", () =>
    onPage(app, "make product", async page => {
      await page.goto("/products/new")
      await page.getByLabel("Name").fill(`Bread ${unique}`)
      await page.getByLabel("Price").fill("4.20")
      await page.getByLabel("Tax rate").fill("500")
      await page.getByRole("button", { name: "Create the product" }).click()
      await page.getByText(/Must be at most 1/).waitFor()
      expect(await page.getByLabel("Tax rate").getAttribute("aria-invalid")).toBe("true")
      await page.getByLabel("Tax rate").fill("5.5")
      await page.getByLabel("In stock").fill("80")
      await page.getByRole("button", { name: "Create the product" }).click()

      await page.getByRole("heading", { level: 1, name: `Bread ${unique}` }).waitFor()
      const id = new URL(page.url()).pathname.split("/").at(-1)
      expect(await get<Product>(`/inventory-service/products/${id}`)).toMatchObject({
        price: 4.2,
        quantity: 80,
        taxRate: 0.055,
      })
    }))

  it("whose stock changed while they were edited keep it: each one's own change stays", () =>
    onPage(app, "product conflict", async page => {
      const { id, name } = await product("Chair")
      await page.goto(`/products/${id}/edit`)
      await page.getByLabel("Price").fill("12")
      await put(`/inventory-service/products/${id}`, { name, price: 10, quantity: 40, taxRate: 0.055 })
      await page.getByRole("button", { name: "Save" }).click()
      await page.getByText("Somebody else changed this meanwhile").waitFor()
      await page.getByRole("button", { name: "Save this" }).click()

      await page.getByRole("heading", { level: 1, name }).waitFor()
      expect(await get<Product>(`/inventory-service/products/${id}`)).toMatchObject({
        price: 12,
        quantity: 40,
      })
    }))

  it("are archived after asking", () =>
    onPage(app, "archive product", async page => {
      const { id, name } = await product("Stool")
      await page.goto(`/products/${id}`)
      await page.getByRole("button", { name: "Archive" }).click()
      await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click()

      await page.waitForURL(/\/products$/)
      await page.getByLabel("Search").fill(name)
      await page.getByText("No product begins with").waitFor()
    }))
})
