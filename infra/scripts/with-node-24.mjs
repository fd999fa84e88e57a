// Runs a TypeScript program of this repository on the Node that the repository brings with it, whatever Node
// the machine has (20.19 or later), after installing what package-lock.json asks for and node_modules lacks.
// Plain JavaScript, with no imports but Node's own: it runs before anything is installed.
import { spawn, spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../../", import.meta.url))
const bin = join(root, "node_modules", ".bin")
const node = join(bin, process.platform === "win32" ? "node.cmd" : "node")

if (!isInstalled()) install()

const [program, ...args] = process.argv.slice(2)
const child = spawn(node, [program, ...args], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
  shell: process.platform === "win32",
})
// A terminal sends Ctrl-C to both processes; the child decides when all is ended, we only wait for it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal))
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)))

/** True when node_modules holds every package that package-lock.json names, in that version. */
function isInstalled() {
  const marker = join(root, "node_modules", ".package-lock.json")
  if (!existsSync(marker) || !existsSync(node)) return false
  const installed = JSON.parse(readFileSync(marker, "utf8")).packages
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === "" || optional || installed[path]?.version === version,
  )
}

function install() {
  console.log("Installing packages (once; about a minute) …")
  const npm = process.platform === "win32" ? "npm.cmd" : "npm"
  const run = (...args) =>
    spawnSync(npm, [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: root,
      stdio: "inherit",
      shell: process.platform === "win32",
    }).status
  // A registry that lacks other platforms' packages may leave a lock file that `npm ci` calls incomplete.
  const status = run("ci") === 0 ? 0 : run("install", "--no-save")
  if (status !== 0) {
    console.error("The packages could not be installed: see above. Nothing was started.")
    process.exit(status ?? 1)
  }
}
