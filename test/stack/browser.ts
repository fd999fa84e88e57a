/** The built web app in a real Chromium, in front of the running system. */
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { build, type PreviewServer, preview } from "vite"
import { launchChromium } from "./chromium.ts"
import { freePorts } from "./free-ports.ts"

const configFile = join(import.meta.dirname, "../../web/vite.config.ts")
const results = join(import.meta.dirname, "../../test-results")

export type WebApp = { url: string; browser: Browser; stop(): Promise<void> }

/** Builds the app as for a deployment. */
export const buildWebApp = () => build({ configFile, logLevel: "error" })

/** Serves the app that was built on a free port, and starts a browser. */
export async function startWebApp(apiUrl: string): Promise<WebApp> {
  const [port = 0] = await freePorts(1)
  // The config reads these when it is loaded.
  process.env.API_URL = apiUrl
  process.env.WEB_PORT = `${port}`
  const server: PreviewServer = await preview({ configFile, logLevel: "error" })
  const browser = await launchChromium()
  return {
    url: `http://localhost:${port}`,
    browser,
    async stop() {
      await browser.close()
      await server.close()
    },
  }
}

/**
 * Runs a test on a page of its own. Fails when the page logs an error; on any failure keeps a screenshot and a
 * trace in `test-results/`.
 */
export async function onPage(
  app: WebApp,
  name: string,
  test: (page: Page) => Promise<void>,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<void> {
  const context = await app.browser.newContext({ baseURL: app.url, locale: "en-GB", ...options })
  // Actions, requests and the console; pictures of each step would cost an eighth of the time.
  await context.tracing.start({ screenshots: false, snapshots: false })
  const page = await context.newPage()
  const errors: string[] = []
  page.on("pageerror", error => errors.push(`${error}`))
  try {
    await test(page)
    if (errors.length > 0) throw new Error(`The page threw: ${errors.join("; ")}`)
  } catch (error) {
    await keep(context, page, name)
    throw error
  } finally {
    await context.close()
  }
}

async function keep(context: BrowserContext, page: Page, name: string): Promise<void> {
  mkdirSync(results, { recursive: true })
  const file = join(results, name.replace(/[^\w]+/g, "-"))
  await page.screenshot({ path: `${file}.png`, fullPage: true }).catch(() => {})
  await context.tracing.stop({ path: `${file}.zip` }).catch(() => {})
}
