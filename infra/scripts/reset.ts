/** `npm run reset`: removes everything that was written on this machine. */
import { existsSync, rmSync } from "node:fs"
import { join } from "node:path"
import { root } from "../system/local-environment.ts"
import { assertPortsFree } from "../system/ports.ts"

const dataDir = process.env.FACTURO_DATA ?? join(root, ".facturo")
try {
  await assertPortsFree()
} catch {
  console.error("Facturo is running: end it first (Ctrl-C where npm start was typed).")
  process.exit(1)
}
if (existsSync(dataDir)) rmSync(dataDir, { recursive: true })
console.log(`${dataDir} is empty. The next npm start begins anew.`)
