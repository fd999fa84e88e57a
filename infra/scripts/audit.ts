/** `npm run audit -- [--from ISO --to ISO | --last 60m]`: compares the four ledgers; ends with 1 when they differ. */
import { parseArgs } from "node:util"
import { periodOf } from "../audit/period.ts"
import { linesOf } from "../audit/print-report.ts"
import { pointAtCloud } from "../system/local-environment.ts"

try {
  const options = { from: { type: "string" }, to: { type: "string" }, last: { type: "string" } } as const
  const { values } = parseArgs({ options })
  const period = periodOf(values, Date.now())
  pointAtCloud()
  process.env.BUCKET ??= `facturo-${process.env.STAGE}-exports`
  // These read the environment when they are loaded.
  const { audit } = await import("../audit/audit.ts")
  const report = await audit(period)
  for (const line of linesOf(report)) console.log(line)
  process.exitCode = report.total === 0 ? 0 : 1
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 2
}
