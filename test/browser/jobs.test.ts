import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { onPage, startWebApp, type WebApp } from "../stack/browser.ts"
import { api } from "./api.ts"

const { apiUrl } = inject("system")
const { get, post } = api(apiUrl)
const unique = Date.now().toString(36)
const soon = { timeout: 45_000 }
let app: WebApp
let bill: string

type Bill = { id: string; discount: { rate: number } | null }

beforeAll(async () => {
  const customer = await post<{ id: string }>("/customer-service/customers", {
    name: "Joan",
    email: `joan.${unique}@example.com`,
  })
  const product = await post<{ id: string }>("/inventory-service/products", {
    name: `Pen ${unique}`,
    price: 100,
    quantity: 10,
  })
  const made = await post<Bill>("/billing-service/bills", {
    customerId: customer.id,
    productItems: [{ productId: product.id, quantity: 1 }],
  })
  bill = made.id
  app = await startWebApp(apiUrl)
})
afterAll(() => app?.stop())

describe("batch jobs", () => {
  it("shows what a job would do, starts it, and undoes it", () =>
    onPage(app, "job and undo", async page => {
      await page.goto("/jobs")
      await page.getByRole("textbox", { name: "Discount" }).fill("30")
      await page.getByRole("textbox", { name: "Campaign" }).fill(`sale ${unique}`)
      await page.getByRole("button", { name: "See what it would do" }).click()
      const dialog = page.getByRole("dialog", { name: "Start this job?" })
      await dialog.getByText("at 30%").waitFor(soon)
      expect((await get<Bill>(`/billing-service/bills/${bill}`)).discount).toBeNull()
      await dialog.getByRole("button", { name: "Start the job" }).click()

      await page.waitForURL(/\/jobs\/[\w-]+$/)
      await page.getByRole("main").getByText("Completed").waitFor(soon)
      expect((await get<Bill>(`/billing-service/bills/${bill}`)).discount?.rate).toBe(0.3)

      await page.getByRole("button", { name: "Undo" }).first().click()
      await page.getByRole("dialog").getByRole("button", { name: "Undo" }).click()
      await page.getByRole("heading", { name: `Undo of sale ${unique}` }).waitFor(soon)
      await page.getByRole("main").getByText("Completed").waitFor(soon)
      expect((await get<Bill>(`/billing-service/bills/${bill}`)).discount).toBeNull()

      await page.getByRole("link", { name: "Batch jobs" }).last().click()
      await page.getByRole("link", { name: `Discount sale ${unique}` }).waitFor(soon)
    }))

  it("starts nothing when the question is not answered with yes", () =>
    onPage(app, "job not started", async page => {
      const before = await get<unknown[]>("/batch-service/jobs")
      await page.goto("/jobs")
      await page.getByRole("button", { name: "See what it would do" }).click()
      await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click()
      await page.getByRole("dialog").waitFor({ state: "detached" })

      expect(await get<unknown[]>("/batch-service/jobs")).toHaveLength(before.length)
    }))

  it("says that a campaign has run already, and keeps what was typed", () =>
    onPage(app, "campaign taken", async page => {
      await page.goto("/jobs")
      await page.getByRole("textbox", { name: "Campaign" }).fill(`sale ${unique}`)
      await page.getByRole("button", { name: "See what it would do" }).click()
      await page.getByRole("dialog").getByRole("button", { name: "Start the job" }).click()

      await page
        .getByRole("alert")
        .getByText(/The campaign .* is complete/)
        .waitFor(soon)
      expect(await page.getByRole("textbox", { name: "Campaign" }).inputValue()).toBe(`sale ${unique}`)
    }))

  it("shows a bar that moves while a job runs", () =>
    onPage(app, "moving bar", async page => {
      const job = {
        id: "slow",
        type: "discount",
        campaign: "slow",
        rate: 0.3,
        status: "running",
        read: 250,
        written: 250,
        skipped: 0,
        failed: 0,
        undoes: null,
        undoneBy: null,
        error: null,
        startedAt: new Date().toISOString(),
        updatedAt: new Date().toISOString(),
        endedAt: null,
      }
      await page.route("**/batch-service/jobs/slow", route => route.fulfill({ json: job }))
      await page.route("**/batch-service/jobs/preview*", route =>
        route.fulfill({ json: { rate: 0.3, bills: 750, amount: 100 } }),
      )
      await page.goto("/jobs/slow")
      const bar = page.getByRole("progressbar", { name: "Progress" })
      await expect.poll(() => bar.getAttribute("aria-valuenow"), soon).toBe("25")
      job.read = 500

      await expect.poll(() => bar.getAttribute("aria-valuenow"), soon).toBe("50")
    }))
})
