import { readFileSync } from "node:fs"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { extname, join } from "node:path"
import type { Browser } from "playwright-core"
import { build } from "vite"
import { afterAll, beforeAll, expect, it } from "vitest"
import { contentSecurityPolicy } from "../../infra/deploy/content-security-policy.ts"
import { root } from "../../infra/system/local-environment.ts"
import { launchChromium } from "../stack/chromium.ts"

const types: Record<string, string> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
}
/** As a deployment tells CloudFront, from the page's source. */
const policy = contentSecurityPolicy(readFileSync(join(root, "web/index.html"), "utf8"))

let dist: string
let server: Server
let browser: Browser
beforeAll(async () => {
  // A folder of its own: others may build or serve web/dist meanwhile.
  dist = await mkdtemp(join(tmpdir(), "facturo-"))
  const outDir = { outDir: dist, emptyOutDir: true }
  await build({ configFile: join(root, "web/vite.config.ts"), logLevel: "error", build: outDir })
  server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://web")
    if (/-service\//.test(pathname)) return response.writeHead(502).end()
    const file = extname(pathname) ? pathname : "/index.html"
    response.setHeader("content-security-policy", policy)
    response.setHeader("content-type", types[extname(file)] ?? "text/html; charset=utf-8")
    response.end(await readFile(join(dist, file)).catch(() => ""))
  }).listen(0, "127.0.0.1")
  browser = await launchChromium()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  server?.close()
  await rm(dist, { recursive: true, force: true })
})

it("the page that is built has the scripts that the deployed policy names", async () => {
  expect(contentSecurityPolicy(await readFile(join(dist, "index.html"), "utf8"))).toBe(policy)
})

it.each(["/", "/bills", "/bills/new", "/analytics", "/jobs", "/services"])(
  "the app works under that policy at %s, with nothing refused",
  async path => {
    const page = await browser.newPage()
    const refused: string[] = []
    await page.exposeFunction("report", (text: string) => refused.push(text))
    await page.addInitScript(`addEventListener("securitypolicyviolation", event =>
      report(event.violatedDirective + " " + event.blockedURI + " " + event.sourceFile))`)

    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
    await page.getByRole("navigation").first().waitFor()
    await page.getByRole("main").waitFor()

    expect(refused).toEqual([])
    expect(await page.locator("html").getAttribute("data-mantine-color-scheme")).toMatch(/^(light|dark)$/)
    await page.close()
  },
  60_000,
)
