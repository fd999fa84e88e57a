/** The web app as the local system serves it: built, so that it is as fast as it will be for its users. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, globSync, statSync } from "node:fs"
import { join } from "node:path"
import { type PreviewServer, preview } from "vite"
import { root } from "./local-environment.ts"

const configFile = join(root, "web/vite.config.ts")
const built = join(root, "web/dist/index.html")

/** What the build is made of: it is made again when one of these is newer. */
const sources = [
  "web/index.html",
  "web/*.ts",
  "web/{src,public}/**/*",
  "functions/**/*.ts",
  "package-lock.json",
]

/** Builds the app unless it is up to date. In a process of its own: a build takes memory that it never gives back. */
export async function buildWebApp(): Promise<void> {
  if (existsSync(built) && statSync(built).mtimeMs > newest()) return
  const vite = join(root, "node_modules/vite/bin/vite.js")
  const child = spawn(process.execPath, [vite, "build", "--config", configFile, "--logLevel", "error"], {
    stdio: "inherit",
  })
  const [code] = await once(child, "exit")
  if (code !== 0) throw new Error("The web app could not be built: see above.")
}

/** Serves what was built. API_URL and WEB_PORT are read from the environment by its configuration. */
export const serveWebApp = (): Promise<PreviewServer> => preview({ configFile, logLevel: "error" })

const newest = (): number =>
  Math.max(...globSync(sources, { cwd: root }).map(file => statSync(join(root, file)).mtimeMs))
