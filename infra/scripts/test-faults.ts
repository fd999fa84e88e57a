/** `npm run test:faults [-- --seed N --invoices 100000 --rate 250]`: the whole system under faults, then its audit. */
import { parseArgs } from "node:util"
import { runFaults } from "../../test/faults/run.ts"

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    invoices: { type: "string", default: "100000" },
    rate: { type: "string", default: "250" },
    kills: { type: "string", default: "24" },
    minutes: { type: "string", default: "40" },
  },
})

try {
  const { problems, lines, dataDir } = await runFaults({
    seed: Number(values.seed),
    invoices: Number(values.invoices),
    apiKills: Math.ceil(Number(values.kills) / 2),
    cloudKills: Math.ceil(Number(values.kills) / 2),
    apiRuns: [8000, 60_000],
    cloudRuns: [8000, 50_000],
    perSecond: Number(values.rate),
    limit: Number(values.minutes) * 60_000,
    say: console.log,
  })
  for (const line of lines) console.log(line)
  for (const problem of problems.slice(0, 50)) console.log(`✗ ${problem}`)
  if (problems.length > 50) console.log(`… and ${problems.length - 50} more`)
  console.log(problems.length === 0 ? "passed" : `failed; what was written is in ${dataDir}`)
  process.exit(problems.length === 0 ? 0 : 1)
} catch (error) {
  console.error(error)
  process.exit(1)
}
