import { expect, it } from "vitest"
import { runFaults } from "../faults/run.ts"

// The long form is `npm run test:faults`. About a minute; the limit is for machines that are busy with other things.
it("3,000 invoices are in every ledger exactly once after kills, failing calls, repeats and resharding", async () => {
  const said: string[] = []
  const { problems, lines } = await runFaults({
    seed: 20261122,
    invoices: 3000,
    apiKills: 2,
    cloudKills: 1,
    apiRuns: [1000, 4000],
    cloudRuns: [1000, 6000],
    perSecond: 400,
    limit: 400_000,
    say: line => said.push(line),
  })

  expect(problems, [...lines, ...said].join("\n")).toEqual([])
}, 420_000)
