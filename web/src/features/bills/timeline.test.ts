import { expect, test } from "vitest"
import { stepsOf } from "./timeline.ts"
import type { HistoryEntry } from "./types.ts"

const entry = (
  action: HistoryEntry["action"],
  changes: Record<string, [unknown, unknown]>,
): HistoryEntry => ({
  version: 2,
  at: "2026-11-22T12:00:00.000Z",
  actor: "anonymous",
  action,
  changes: Object.entries(changes).map(([field, [from, to]]) => ({ field, from, to })),
})

test("a payment is what was paid more than before, to the cent", () => {
  const [first, second] = stepsOf([entry("paid", { paid: [0, 0.1] }), entry("paid", { paid: [0.1, 0.3] })])

  expect([first?.payment, second?.payment]).toEqual([0.1, 0.2])
})

test("an issue tells its number, a discount the totals around it", () => {
  const [issued, discounted] = stepsOf([
    entry("issued", { number: [null, "2026-000042"], total: [null, 10] }),
    entry("discounted", { total: [10, 7] }),
  ])

  expect(issued).toMatchObject({ number: "2026-000042", total: undefined })
  expect(discounted).toMatchObject({ total: { from: 10, to: 7 }, payment: undefined })
})

test("nobody is named who did not say who they are", () => {
  const [unnamed, named] = stepsOf([entry("voided", {}), { ...entry("discounted", {}), actor: "campaign:1" }])

  expect([unnamed?.actor, named?.actor]).toEqual([undefined, "campaign:1"])
})
