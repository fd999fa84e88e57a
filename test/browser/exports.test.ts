import { readFileSync } from "node:fs"
import { KinesisClient, PutRecordCommand } from "@aws-sdk/client-kinesis"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { onPage, startWebApp, type WebApp } from "../stack/browser.ts"
import { api } from "./api.ts"
import { failRequests } from "./fail-requests.ts"

const { apiUrl, cloudUrl, stage } = inject("system")
const { get, post, makeSimulable } = api(apiUrl)
const unique = Date.now().toString(36)
const soon = { timeout: 60_000 }
const kinesis = new KinesisClient({
  endpoint: cloudUrl,
  region: "eu-west-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
})
let app: WebApp

beforeAll(async () => {
  await makeSimulable()
  app = await startWebApp(apiUrl)
})
afterAll(async () => {
  kinesis.destroy()
  await app?.stop()
})

/** An invoice as it travels, and the same without its end. */
const invoice = JSON.stringify({
  specversion: "1.0",
  id: `repaired-${unique}`,
  source: "test",
  type: "facturo.invoice.issued.v1",
  time: new Date().toISOString(),
  datacontenttype: "application/json",
  data: {
    customerId: `customer-${unique}`,
    productItems: [{ productId: "1", quantity: 1, unitPrice: 12.5, price: 12.5 }],
    subtotal: 12.5,
    total: 12.5,
    currency: "EUR",
    origin: "stream",
    createdAt: new Date().toISOString(),
  },
})

describe("exports and quarantine", () => {
  it("gives the file of a day that has invoices", () =>
    onPage(
      app,
      "export",
      async page => {
        await post("/producer-service/simulations", { rate: 5, seconds: 2 })
        await expect
          .poll(async () => (await get<unknown[]>("/export-service/exports")).length, soon)
          .toBeGreaterThan(0)
        await page.goto("/exports")
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page
            .getByRole("link", { name: /Download the CSV of/ })
            .first()
            .click(),
        ])

        expect(readFileSync(await download.path(), "utf8").split("\n").length).toBeGreaterThan(2)
        expect(download.suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d\.csv$/)
      },
      { acceptDownloads: true },
    ))

  it("shows a record that is no invoice with its bytes, refuses a bad repair, and takes a good one", () =>
    onPage(app, "quarantine", async page => {
      await kinesis.send(
        new PutRecordCommand({
          StreamName: `facturo-${stage}-invoices`,
          PartitionKey: `customer-${unique}`,
          Data: Buffer.from(invoice.slice(0, -20)),
        }),
      )
      await page.goto("/exports")
      const table = page.getByRole("table", { name: "Quarantine" })
      await table.getByRole("link", { name: "No JSON" }).first().waitFor(soon)
      await table.getByRole("link", { name: "No JSON" }).first().click()
      await page.waitForURL(/record=/)
      await page.reload()
      const dialog = page.getByRole("dialog", { name: "Record in quarantine" })
      await dialog.getByText("7b 22 73 70 65 63").waitFor(soon)
      const text = dialog.getByRole("textbox", { name: "Text" })
      expect(await text.inputValue()).toBe(invoice.slice(0, -20))

      await dialog.getByRole("button", { name: "Put it on the stream again" }).click()
      await dialog
        .getByText(/not-json/i)
        .last()
        .waitFor(soon)

      await text.fill(invoice)
      await dialog.getByRole("button", { name: "Put it on the stream again" }).click()
      await dialog.waitFor({ state: "detached", ...soon })
      await table.getByText("Put back").first().waitFor(soon)
      await expect
        .poll(async () => (await fetch(`${apiUrl}/billing-service/bills/repaired-${unique}`)).status, soon)
        .toBe(200)
    }))

  it("offers to try again when the days cannot be read, and does", () =>
    onPage(app, "exports fail", async page => {
      await failRequests(page, "**/export-service/exports*", "The bucket is away.")
      await page.goto("/exports")
      await page.getByText("The bucket is away.").waitFor(soon)
      await page.unroute("**/export-service/exports*")
      await page.getByRole("button", { name: "Try again" }).click()

      await page
        .getByRole("link", { name: /Download the CSV of/ })
        .first()
        .waitFor(soon)
    }))
})
