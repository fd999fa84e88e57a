import { createHash } from "node:crypto"
import { expect, it } from "vitest"
import { contentSecurityPolicy, inlineScripts } from "./content-security-policy.ts"

const page = `<script>
  var a = 1
</script><script type="module" crossorigin src="/assets/index.js"></script><script type="module">import "x"</script>`

it("finds the scripts that stand in a page, to the byte, and not those that are loaded", () => {
  expect(inlineScripts(page)).toEqual(["\n  var a = 1\n", 'import "x"'])
})

it("names each of them by the hash of its text, and allows no others", () => {
  const hash = createHash("sha256").update("\n  var a = 1\n").digest("base64")

  const [, scripts] = /script-src ([^;]+);/.exec(contentSecurityPolicy(page)) ?? []

  expect(scripts).toContain(`'sha256-${hash}'`)
  expect(scripts).not.toMatch(/unsafe|\*|https?:/)
})
