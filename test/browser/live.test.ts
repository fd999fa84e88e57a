import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { onPage, startWebApp, type WebApp } from "../stack/browser.ts"
import { api } from "./api.ts"
import { failRequests } from "./fail-requests.ts"

const { apiUrl } = inject("system")
const { get, post, remove, makeSimulable } = api(apiUrl)
let app: WebApp
/** Windows close every 5 seconds, on a machine that does other things too. */
const soon = { timeout: 45_000 }

type Simulation = { id: string; rate: number; status: string }

beforeAll(async () => {
  await makeSimulable()
  app = await startWebApp(apiUrl)
})
afterAll(async () => {
  await stopSimulations()
  await app?.stop()
})

const running = async () =>
  (await get<Simulation[]>("/producer-service/simulations")).filter(({ status }) => status === "running")

const runningRates = async () => (await running()).map(({ rate }) => rate)

async function stopSimulations() {
  for (const { id } of await running()) await remove(`/producer-service/simulations/${id}`)
}

const figure = (label: string) => `dl > div:has(dt:text-is("${label}")) dd >> nth=0`

describe("the overview", () => {
  it("starts a simulation, shows its money move, changes its rate, and stops it", () =>
    onPage(app, "overview", async page => {
      await stopSimulations()
      await page.goto("/")
      const rate = page.getByRole("spinbutton", { name: "Invoices a second" })
      await rate.fill("8")
      await page.getByRole("button", { name: "Start" }).click()
      await page.getByRole("button", { name: "Stop" }).waitFor(soon)

      await page.locator(".recharts-surface").first().waitFor(soon)
      const before = await page.locator(figure("Last 24 hours")).innerText()
      await page.waitForFunction(
        ([selector, text]) => {
          const term = [...document.querySelectorAll("dt")].find(one => one.textContent === selector)
          return term?.nextElementSibling?.textContent !== text
        },
        ["Last 24 hours", before],
        soon,
      )
      await page.getByRole("table", { name: "Invoices by customer" }).getByRole("link").first().waitFor(soon)
      const [minute = 0, day = 0] = await Promise.all(
        ["Last minute", "Last 24 hours"].map(async label =>
          Number((await page.locator(figure(label)).innerText()).replace(/\D/g, "")),
        ),
      )
      expect(day).toBeGreaterThanOrEqual(minute)

      await rate.fill("3")
      await page.getByRole("button", { name: "Change" }).click()
      await page.getByText("Now 3 invoices a second").waitFor(soon)
      expect(await runningRates()).toEqual([3])

      const toast = page.getByRole("alert").filter({ hasText: "Now 3 invoices a second" })
      await toast.getByRole("button", { name: "Undo" }).click()
      await expect.poll(runningRates, soon).toEqual([8])
      await page.getByRole("button", { name: "Stop" }).click()
      await page.getByRole("button", { name: "Start" }).waitFor(soon)
      expect(await runningRates()).toEqual([])
    }))

  it("says at the field what rate the API refuses", () =>
    onPage(app, "refused rate", async page => {
      await page.goto("/")
      await page.getByRole("spinbutton", { name: "Invoices a second" }).fill("9999")
      await page.getByRole("button", { name: /Start|Change/ }).click()

      await page.getByText(/at most 2000/).waitFor(soon)
    }))

  it("shows the rest when one service is away", () =>
    onPage(app, "one service away", async page => {
      await failRequests(page, "**/inventory-service/**", "No stock today.")
      await page.goto("/")

      await page.getByText("No stock today.").waitFor(soon)
      await page.getByText("billing-service").waitFor(soon)
    }))
})

describe("live analytics", () => {
  it("gives the same numbers as a chart, as a table and as a file, for an address that can be shared", () =>
    onPage(
      app,
      "analytics",
      async page => {
        await post("/producer-service/simulations", { rate: 5, seconds: 10 })
        await page.goto("/analytics")
        await page.locator(".recharts-surface").first().waitFor(soon)
        await page.locator("label").filter({ hasText: /^1 h$/ }).click()
        await page.locator("label").filter({ hasText: "Table" }).click()
        expect(new URL(page.url()).search).toBe("?minutes=60&view=table")
        await page.reload()

        const table = page.getByRole("table", { name: "Invoices by time" })
        await table.locator("tbody tr").nth(200).waitFor(soon)
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("button", { name: "Download these numbers as CSV" }).click(),
        ])
        const counts = (await table.locator("tbody tr td:nth-child(2)").allInnerTexts()).map(text =>
          Number(text.replace(/\D/g, "")),
        )
        const [head, ...rows] = readFileSync(await download.path(), "utf8")
          .trim()
          .split("\r\n")
        expect(head).toBe("start,end,count,total")
        expect(rows).toHaveLength(240)
        expect(counts.some(count => count > 0)).toBe(true)
        // The page may have moved on by a bar since the click.
        const inFile = rows.map(row => Number(row.split(",")[2])).toReversed()
        expect([counts.join(), counts.slice(1).join()]).toContain(
          (counts.join() === inFile.join() ? inFile : inFile.slice(0, -1)).join(),
        )
      },
      { acceptDownloads: true },
    ))

  it("says how many invoices a simulation left out, where the machine was too slow", () =>
    onPage(app, "left out", async page => {
      const [simulation] = await get<object[]>("/producer-service/simulations")
      await page.route("**/producer-service/simulations*", route =>
        route.fulfill({ json: [{ ...simulation, sent: 1060, skipped: 40 }] }),
      )
      await page.goto("/analytics")

      await page.getByRole("cell", { name: "1,060" }).getByText("40 left out").waitFor(soon)
    }))

  it("narrows everything to one customer, and back", () =>
    onPage(app, "one customer", async page => {
      await page.goto("/analytics?minutes=60")
      const customers = page.getByRole("table", { name: "Invoices by customer" })
      await customers.getByRole("link").first().waitFor(soon)
      await customers.getByRole("link").first().click()

      await page.waitForURL(/customerId=/)
      await expect.poll(() => page.locator(figure("Customers")).innerText(), soon).toBe("1")
      await page.goBack()
      await page.waitForURL(url => !url.search.includes("customerId"))
    }))

  it("keeps what it knows when the windows cannot be read, and says so", () =>
    onPage(app, "windows away", async page => {
      await page.goto("/analytics?minutes=60")
      await page.locator(".recharts-surface").first().waitFor(soon)
      await failRequests(page, "**/analytics-service/**", "No windows today.")

      await page.getByText("No windows today.").first().waitFor(soon)
      expect(await page.locator(".recharts-bar-rectangle").count()).toBeGreaterThan(0)
      await page.unroute("**/analytics-service/**")
      await page
        .getByText("No windows today.")
        .first()
        .waitFor({ state: "detached", ...soon })
    }))
})
