/** What `sls package` makes for a stage: the template, and how large each function's archive is. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Template } from "../../infra/deploy/template.ts"

const root = fileURLToPath(new URL("../../", import.meta.url))
const framework = join(root, "node_modules/serverless/bin/serverless.js")

export type PackagedStage = {
  stage: string
  template: Template
  /** The template as CloudFormation gets it. */
  templateFile: string
  /** Bytes of each function's archive, by the function's key. */
  archives: Record<string, number>
  seconds: number
  remove(): Promise<void>
}

/** Packages a stage into a temporary folder. Throws an Error with what the framework said when it fails. */
export async function packageStage(stage: string): Promise<PackagedStage> {
  const folder = await mkdtemp(join(tmpdir(), "facturo-package-"))
  const started = performance.now()
  const child = spawn(process.execPath, [framework, "package", "--stage", stage, "--package", folder], {
    cwd: root,
    env: { ...process.env, AWS_REGION: "eu-west-1" },
    timeout: 200_000,
  })
  let said = ""
  for (const stream of [child.stdout, child.stderr]) stream.on("data", data => (said += data))
  const [code] = await once(child, "exit")
  if (code !== 0) throw new Error(`sls package --stage ${stage}: ${said}`)
  const templateFile = join(folder, "cloudformation-template-update-stack.json")
  return {
    stage,
    template: JSON.parse(await readFile(templateFile, "utf8")),
    templateFile,
    archives: await sizes(folder),
    seconds: (performance.now() - started) / 1000,
    remove: () => rm(folder, { recursive: true }),
  }
}

async function sizes(folder: string): Promise<Record<string, number>> {
  const archives = (await readdir(folder)).filter(file => file.endsWith(".zip"))
  const entries = archives.map(async file => [file.slice(0, -4), (await stat(join(folder, file))).size])
  return Object.fromEntries(await Promise.all(entries))
}
