/** How much script a page needs before it is drawn, by the manifest of a real build. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { build, type Manifest } from "vite"
import { afterAll, beforeAll, expect, test } from "vitest"

/** Compressed bytes of script that the first page may need, and those that show what goes on. */
const most = 200_000

/** Lists that are searched, and forms that calculate as the server does, bring more along. */
const mostOfForms = 260_000
const isForm = (page: string) => /bill|customer|product/.test(page)

const folder = mkdtempSync(join(tmpdir(), "facturo-web-"))
let manifest: Manifest

beforeAll(async () => {
  const configFile = join(import.meta.dirname, "vite.config.ts")
  await build({ configFile, logLevel: "error", build: { outDir: folder } })
  manifest = JSON.parse(readFileSync(join(folder, ".vite/manifest.json"), "utf8"))
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test("a page is drawn with 200 KB of compressed script, one with forms with 260, in either language", () => {
  const pages = Object.keys(manifest).filter(key => key.startsWith("src/app/routes/"))
  const languages = ["en", "fr"].map(language => `src/app/languages/${language}.ts`)

  const sizes = pages.flatMap(page =>
    languages.map(language => ({ page, language, bytes: bytesOf(["index.html", page, language]) })),
  )

  expect(pages.length).toBeGreaterThan(14)
  expect(sizes.filter(({ page, bytes }) => bytes > (isForm(page) ? mostOfForms : most))).toEqual([])
})

test("charts and toasts come when they are wanted", () => {
  const first = filesOf(["index.html", "src/app/routes/home.tsx", "src/app/languages/en.ts"])

  expect([...first].filter(file => /chart|toast-list|shortcut-sheet/.test(file))).toEqual([])
})

const bytesOf = (keys: string[]): number =>
  [...filesOf(keys)].reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0)

/** The scripts of these entries, with all that they import before they run. */
function filesOf(keys: string[], found = new Set<string>()): Set<string> {
  for (const key of keys) {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`The manifest has no ${key}.`)
    if (found.has(chunk.file)) continue
    found.add(chunk.file)
    filesOf(chunk.imports ?? [], found)
  }
  return found
}
