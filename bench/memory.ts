/** Memory of our processes. */
import { execFileSync } from "node:child_process"

/** Resident memory of each process below this one, in MB, by a short name. */
export function memoryOfChildren(): { name: string; mb: number }[] {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,rss=,args="], { encoding: "utf8" }).trim().split("\n")
  const all = lines.map(line => {
    const [, pid, ppid, rss, args = ""] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return { pid: Number(pid), ppid: Number(ppid), mb: Math.round(Number(rss) / 1024), args }
  })
  const below = (parent: number): typeof all =>
    all.filter(({ ppid }) => ppid === parent).flatMap(child => [child, ...below(child.pid)])
  return below(process.pid)
    .map(({ mb, args }) => ({ name: nameOf(args), mb }))
    .filter(({ name }) => name !== "ps")
}

const names: [RegExp, string][] = [
  [/serverless\.js/, "functions and API"],
  [/local-cloud\/main/, "cloud"],
  [/dynoxide/, "DynamoDB"],
]

const nameOf = (args: string): string =>
  names.find(([pattern]) => pattern.test(args))?.[1] ?? args.split(" ")[0]?.split("/").at(-1) ?? args
