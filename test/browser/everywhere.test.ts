import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { onPage, startWebApp, type WebApp } from "../stack/browser.ts"
import { api } from "./api.ts"

const { apiUrl } = inject("system")
const { post } = api(apiUrl)
const unique = Date.now().toString(36)
const soon = { timeout: 45_000 }
let app: WebApp
/** Addresses by page; those of one thing lead to one that is there. */
const pages: Record<string, string> = {
  home: "/",
  bills: "/bills",
  "new bill": "/bills/new",
  customers: "/customers",
  "new customer": "/customers/new",
  products: "/products",
  "new product": "/products/new",
  analytics: "/analytics?minutes=60",
  "analytics as a table": "/analytics?minutes=60&view=table",
  jobs: "/jobs",
  exports: "/exports",
  services: "/services",
  nowhere: "/nowhere",
}

beforeAll(async () => {
  const name = `Mary ${unique}`
  const customer = await post<{ id: string }>("/customer-service/customers", {
    name,
    email: `mary.${unique}@example.com`,
  })
  const product = await post<{ id: string }>("/inventory-service/products", {
    name: `Desk ${unique}`,
    price: 80,
    quantity: 3,
  })
  const bill = await post<{ id: string }>("/billing-service/bills", {
    customerId: customer.id,
    productItems: [{ productId: product.id, quantity: 1 }],
  })
  const job = await post<{ id: string }>("/batch-service/jobs", { type: "discount", campaign: unique })
  await post("/producer-service/simulations", { rate: 2, seconds: 20 })
  pages.bill = `/bills/${bill.id}`
  pages.customer = `/customers/${customer.id}`
  pages["edit customer"] = `/customers/${customer.id}/edit`
  pages["edit product"] = `/products/${product.id}/edit`
  pages.job = `/jobs/${job.id}`
  app = await startWebApp(apiUrl)
})
afterAll(() => app?.stop())

/** Waits until everything that the page first shows is there; an endless list goes on below the screen. */
async function settled(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).waitFor(soon)
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll(".mantine-Skeleton-root, [aria-busy=true]")].every(
        waiting => !waiting.checkVisibility() || waiting.getBoundingClientRect().top >= window.innerHeight,
      ),
    undefined,
    soon,
  )
}

const names = [...Object.keys(pages), "bill", "customer", "edit customer", "edit product", "job"]

/** Adds up how much the page moves under its reader while it loads. */
async function watchShifts(page: Page): Promise<() => Promise<{ value: number; sources: string[] }>> {
  await page.addInitScript(() => {
    const sum = { value: 0, sources: [] as string[] }
    Object.assign(window, { layoutShift: sum })
    new PerformanceObserver(list => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number
        hadRecentInput: boolean
        sources: { node?: Element }[]
      })[]) {
        if (entry.hadRecentInput) continue
        sum.value += entry.value
        sum.sources.push(...entry.sources.map(({ node }) => `${node?.nodeName}.${node?.className}`))
      }
    }).observe({ type: "layout-shift", buffered: true })
  })
  return () =>
    page.evaluate(
      () => (window as unknown as { layoutShift: { value: number; sources: string[] } }).layoutShift,
    )
}

/** Opens the page, and fails when it moves under its reader before all of it is there. */
async function loadUnmoved(page: Page, address: string): Promise<void> {
  const shifts = await watchShifts(page)
  await page.goto(address)
  await settled(page)
  const { value, sources } = await shifts()
  expect(value, sources.join(", ")).toBeLessThanOrEqual(0.02)
}

/** Changes the page to dark at once: what still fades has none of the colours that it is meant to have. */
async function darken(page: Page): Promise<void> {
  await page.addStyleTag({ content: "*, ::before, ::after { transition: none !important }" })
  await page.emulateMedia({ colorScheme: "dark" })
  await page.locator("html[data-mantine-color-scheme=dark]").waitFor({ state: "attached", ...soon })
}

/** What axe has against the page, of all its rules or of these. */
async function axeFinds(page: Page, ...rules: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 160)).join(" | ")}`)
}

describe("every page", () => {
  it.each(names)("%s does not move while it loads, and axe finds nothing in light or dark", name =>
    onPage(
      app,
      `axe ${name}`,
      async page => {
        await loadUnmoved(page, pages[name] ?? "")
        expect(await axeFinds(page)).toEqual([])
        await darken(page)
        expect(await axeFinds(page, "color-contrast")).toEqual([])
      },
      { viewport: { width: 1440, height: 900 }, colorScheme: "light" },
    ),
  )

  it.each(names)("%s fits a phone, and does not move there either", name =>
    onPage(
      app,
      `phone ${name}`,
      async page => {
        await loadUnmoved(page, pages[name] ?? "")
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(overflow).toBeLessThanOrEqual(0)
      },
      { viewport: { width: 390, height: 844 } },
    ),
  )

  it("that does not exist says so, and the way back", () =>
    onPage(app, "unknown address", async page => {
      await page.goto("/nowhere/at/all")
      await page.getByRole("heading", { level: 1 }).waitFor(soon)
      await page
        .getByRole("link", { name: /overview/i })
        .first()
        .waitFor(soon)
    }))
})

describe("states", () => {
  it.each(["light", "dark"] as const)("have their colour beside their word, in %s", colorScheme =>
    onPage(
      app,
      `colour of states ${colorScheme}`,
      async page => {
        await page.goto("/services")
        await settled(page)
        const dot = await page
          .locator("[data-tone=good]")
          .first()
          .evaluate(badge => getComputedStyle(badge, "::before").backgroundColor)

        expect(dot).toBe(colorScheme === "light" ? "rgb(35, 147, 108)" : "rgb(71, 169, 131)")
      },
      { colorScheme },
    ),
  )
})

describe("languages", () => {
  it("are the browser's until another is chosen, which is kept", () =>
    onPage(
      app,
      "languages",
      async page => {
        await page.goto("/")
        await page.getByRole("heading", { level: 1, name: "Vue d’ensemble" }).waitFor(soon)
        expect(await page.evaluate(() => document.documentElement.lang)).toBe("fr")

        await page.locator("label").filter({ hasText: "English" }).click()
        await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor(soon)
        await page.reload()
        await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor(soon)
        expect(await page.evaluate(() => document.documentElement.lang)).toBe("en")
      },
      { locale: "fr-FR" },
    ))

  it("change what is on the screen and leave what was typed", () =>
    onPage(app, "language of a form", async page => {
      await page.goto("/customers/new")
      await page.getByRole("textbox", { name: "Name" }).fill("Grace")
      await page.locator("label").filter({ hasText: "Français" }).click()

      await expect.poll(() => page.getByRole("textbox", { name: "Nom" }).inputValue(), soon).toBe("Grace")
    }))
})

describe("the keyboard", () => {
  it("leads everywhere, shows its shortcuts, and can be told not to", () =>
    onPage(app, "shortcuts", async page => {
      await page.goto("/")
      await settled(page)
      await page.keyboard.press("g")
      await page.keyboard.press("c")
      await page.waitForURL("**/customers")
      await page.keyboard.press("?")
      const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" })
      await sheet.waitFor(soon)
      await sheet.getByRole("switch").uncheck({ force: true })
      await page.keyboard.press("Escape")
      await sheet.waitFor({ state: "detached" })

      await page.keyboard.press("g")
      await page.keyboard.press("b")
      await page.keyboard.press("?")
      expect(new URL(page.url()).pathname).toBe("/customers")
      expect(await sheet.count()).toBe(0)
    }))

  it("types in a field what is pressed there", () =>
    onPage(app, "keys in a field", async page => {
      await page.goto("/customers/new")
      await page.getByRole("textbox", { name: "Name" }).pressSequentially("n? g b")

      expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("n? g b")
      expect(new URL(page.url()).pathname).toBe("/customers/new")
    }))
})

describe("polling", () => {
  it("has one request of a kind under way at most, and none in a hidden tab", () =>
    onPage(app, "polling", async page => {
      const under = new Map<string, number>()
      const overlaps: string[] = []
      let sent = 0
      const keyOf = (url: string) => url.replace(/[?&]last=\d+/, "")
      page.on("request", request => {
        if (!request.url().includes("-service/")) return
        sent++
        const key = `${request.method()} ${keyOf(request.url())}`
        const count = (under.get(key) ?? 0) + 1
        under.set(key, count)
        // Two ranges of windows are two questions.
        if (count > (key.includes("/windows") ? 2 : 1)) overlaps.push(key)
      })
      const ended = (request: { method(): string; url(): string }) => {
        if (!request.url().includes("-service/")) return
        const key = `${request.method()} ${keyOf(request.url())}`
        under.set(key, (under.get(key) ?? 1) - 1)
      }
      page.on("requestfinished", ended)
      page.on("requestfailed", ended)
      await page.goto("/")
      await settled(page)
      const first = sent
      await expect.poll(() => sent, soon).toBeGreaterThan(first + 3)
      expect(overlaps).toEqual([])

      await page.evaluate(() => {
        Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true })
        document.dispatchEvent(new Event("visibilitychange", { bubbles: true }))
      })
      await expect.poll(() => [...under.values()].reduce((sum, count) => sum + count, 0), soon).toBe(0)
      const hidden = sent
      // Three times as long as the windows' poll waits.
      await page.waitForTimeout(9_500)
      expect(sent).toBe(hidden)
    }))
})

describe("the gateway", () => {
  it("may go away and come back while somebody looks at the overview", () =>
    onPage(app, "gateway away", async page => {
      await page.goto("/")
      await settled(page)
      await page.route("**/*-service/**", route => route.abort())
      await page.getByRole("status").getByText("The API does not answer.").waitFor(soon)

      await page.unroute("**/*-service/**")
      await page.getByText("The API does not answer.").waitFor({ state: "detached", ...soon })
      await page.getByText("billing-service").waitFor(soon)
    }))

  it("that is away when another page is opened is said to be, and that page comes by itself later", () =>
    onPage(app, "gateway away on another page", async page => {
      await page.goto("/customers")
      await settled(page)
      await page.route("**/*-service/**", route => route.fulfill({ status: 502, body: "" }))
      await page.getByRole("link", { name: "Products" }).click()
      await page.getByText("The API does not answer.").waitFor(soon)

      await page.unroute("**/*-service/**")
      await page.getByText(`Desk ${unique}`).first().waitFor(soon)
    }))
})
