/** A Chromium to test with: one that is there, else Playwright's own, else Debian's package. */
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { type Browser, chromium } from "playwright-core"

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
]

/** Its path, or undefined. `CHROMIUM` names one of your own. */
export function findChromium(): string | undefined {
  const candidates = [process.env.CHROMIUM, ...usual, chromium.executablePath()]
  return candidates.find(path => path && existsSync(path))
}

/** Its path, after installing one where there is none. Throws an Error that says what to do when that fails. */
export function ensureChromium(): string {
  const found = findChromium() ?? installPlaywrights() ?? installDebians()
  if (found) return found
  throw new Error(
    "There is no Chromium here and none could be installed. Install one, or set CHROMIUM to its path.",
  )
}

function installPlaywrights(): string | undefined {
  console.log("No Chromium here: asking Playwright for its own …")
  spawnSync("npx", ["playwright-core", "install", "chromium"], {
    stdio: "inherit",
    timeout: 300_000,
  })
  return findChromium()
}

function installDebians(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined
  console.log("Installing Debian's chromium …")
  spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit" })
  spawnSync("apt-get", ["install", "-y", "-qq", "chromium"], { stdio: "inherit" })
  return findChromium()
}

/** A headless browser that talks to this machine only. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: ensureChromium(),
    args: [
      // Chromium's sandbox refuses to run as root, as which containers and CI usually run.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  })
