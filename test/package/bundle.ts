/** What is in a function's bundle: esbuild's own account of it, with the settings that deployments use. */
import { readFileSync } from "node:fs"
import { type BuildOptions, build, type Metafile } from "esbuild"
import { parse } from "yaml"

const root = new URL("../../", import.meta.url)

/** One bundle: its size in bytes, and the files that something was taken from, relative to the repository. */
export type Bundle = { bytes: number; files: string[] }

type Service = {
  functions: Record<string, { handler: string; events: Record<string, unknown>[] }>
  custom: { esbuild: BuildOptions & { exclude: string[] } }
}

/** The service as `serverless.yml` has it, variables and all. */
export const readService = (): Service & Record<string, unknown> =>
  parse(readFileSync(new URL("serverless.yml", root), "utf8"), { merge: true })

/** Bundles the handler of a function (`functions/billing/http.handler`), in memory. */
export async function bundle(handler: string): Promise<Bundle> {
  const { exclude, outputFileExtension, ...options } = readService().custom
    .esbuild as never as BuildOptions & {
    exclude: string[]
    outputFileExtension: string
  }
  const { metafile } = await build({
    ...options,
    absWorkingDir: root.pathname,
    entryPoints: [handler.replace(/\.\w+$/, ".ts")],
    external: exclude,
    outdir: "out",
    write: false,
    metafile: true,
    logLevel: "silent",
  })
  return describe(metafile)
}

function describe({ outputs }: Metafile): Bundle {
  const [, output] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint) ?? []
  if (!output) throw new Error("The bundle has no entry point.")
  const files = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0)
  return { bytes: output.bytes, files: files.map(([file]) => file) }
}
