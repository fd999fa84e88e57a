/** `npm test`: everything, in the order in which a fault is found soonest. Stops at the first step that fails. */
import { spawnSync } from "node:child_process"
import { ensureChromium } from "../../test/stack/chromium.ts"

const steps: [name: string, command: string, ...args: string[]][] = [
  ["types", "tsc", "--noEmit"],
  ["lint and format", "biome", "check", "--error-on-warnings", "."],
  ["dead code", "knip"],
  ["tests", "vitest", "run"],
]

process.env.CHROMIUM = ensureChromium()
for (const [name, command, ...args] of steps) {
  console.log(`\n── ${name}`)
  const { status } = spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" })
  if (status !== 0) {
    console.error(`\nFailed: ${name} (npx ${command} ${args.join(" ")})`)
    process.exit(status ?? 1)
  }
}
