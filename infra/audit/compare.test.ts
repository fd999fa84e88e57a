import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { count, differences, prepareSent } from "./compare.ts"
import { type Ledgers, openLedgers } from "./ledgers.ts"
import { linesOf } from "./print-report.ts"

const from = Date.parse("2026-11-22T10:00:00Z")
const period = { from, to: from + 3_600_000 }
const start = from + 60_000

let ledgers: Ledgers
beforeEach(() => {
  ledgers = openLedgers()
})
afterEach(() => ledgers.close())

type Entry = {
  id: string
  subtotal?: number
  total?: number
  shard?: string
  sequence?: string
  arrived?: number
}

const enter = {
  record: ({ id, subtotal = 1000, total = 1190, shard = "s1", sequence = id, arrived = start + 1 }: Entry) =>
    ledgers.enter("records", shard, sequence, arrived, null, id, "c1", arrived - 5, subtotal, total),
  poison: (sequence: string) =>
    ledgers.enter("records", "s1", sequence, start, "not-json", null, null, null, null, null),
  bill: ({ id, subtotal = 1000 }: Entry, version = 1) => ledgers.enter("bills", id, start, subtotal, version),
  row: ({ id, subtotal = 1000, total = 1190 }: Entry) => ledgers.enter("rows", id, start, subtotal, total),
  claim: ({ id, shard = "s1", sequence = id }: Entry) => ledgers.enter("claims", id, shard, sequence),
  sum: (count: number, total: number) => ledgers.enter("sums", start, "c1", count, total),
  kept: (sequence: string, reason = "not-json") =>
    ledgers.enter("quarantine", "s1", sequence, reason, `q-${sequence}`, start),
}

/** An invoice in the stream and in every ledger but the sums of the windows. */
function everywhere(entry: Entry) {
  enter.record(entry)
  enter.bill(entry)
  enter.row(entry)
  enter.claim(entry)
}

function found(): string[] {
  prepareSent(ledgers, period)
  return [...differences(ledgers, period)].map(({ ledger, of, what }) => `${ledger}: ${of} ${what}`)
}

const window = "2026-11-22T10:01:00Z of customer c1"

describe("ledgers that agree", () => {
  test("show no difference, and their counts and sums", () => {
    everywhere({ id: "a" })
    everywhere({ id: "b", subtotal: 5, total: 6 })
    enter.record({ id: "b", subtotal: 5, total: 6, shard: "s2" }) // a duplicate
    enter.sum(2, 1196)
    enter.poison("x")
    enter.kept("x")

    expect(found()).toEqual([])
    expect(count(ledgers, period)).toMatchObject({
      records: 4,
      invoices: 2,
      bills: 2,
      rows: 2,
      counted: 2,
      sent: 1005,
      billed: 1005,
      exported: 1005,
      claimed: 1196,
      summed: 1196,
      poison: 1,
      quarantined: 1,
    })
  })

  test("may have a bill that was changed since, which is counted apart", () => {
    everywhere({ id: "a" })
    enter.bill({ id: "a", subtotal: 7 }, 2)
    enter.sum(1, 1190)

    expect(found()).toEqual([])
    expect(count(ledgers, period).changed).toBe(1)
  })

  test("are compared within the period only", () => {
    enter.record({ id: "before", arrived: period.from - 1 })
    enter.record({ id: "after", arrived: period.to })

    expect(found()).toEqual([])
  })
})

describe("a difference", () => {
  test.each<[string, () => void, string[]]>([
    [
      "a missing bill",
      () => {
        enter.record({ id: "a" })
        enter.row({ id: "a" })
        enter.claim({ id: "a" })
        enter.sum(1, 1190)
      },
      ["bills: a is missing"],
    ],
    [
      "a bill that was refused",
      () => {
        enter.record({ id: "a" })
        enter.row({ id: "a" })
        enter.claim({ id: "a" })
        enter.sum(1, 1190)
        enter.kept("a", "refused-by-record-bill")
      },
      ["bills: a is missing: refused-by-record-bill, q-a"],
    ],
    [
      "a bill of another amount",
      () => {
        everywhere({ id: "a" })
        enter.bill({ id: "a", subtotal: 999 })
        enter.sum(1, 1190)
      },
      ["bills: a has 999, sent were 1000"],
    ],
    ["a bill that nobody sent", () => enter.bill({ id: "a" }), ["bills: a was never sent"]],
    [
      "a missing row",
      () => {
        enter.record({ id: "a" })
        enter.bill({ id: "a" })
        enter.claim({ id: "a" })
        enter.sum(1, 1190)
      },
      ["csv: a is missing"],
    ],
    [
      "a row that is there twice",
      () => {
        everywhere({ id: "a" })
        enter.row({ id: "a" })
        enter.sum(1, 1190)
      },
      ["csv: a has 2 rows"],
    ],
    [
      "a row of another amount",
      () => {
        enter.record({ id: "a" })
        enter.bill({ id: "a" })
        enter.row({ id: "a", total: 1000 })
        enter.claim({ id: "a" })
        enter.sum(1, 1190)
      },
      ["csv: a has 1000 and 1000, sent were 1000 and 1190"],
    ],
    ["a row that nobody sent", () => enter.row({ id: "a" }), ["csv: a was never sent"]],
    [
      "an invoice that no window has",
      () => {
        enter.record({ id: "a" })
        enter.bill({ id: "a" })
        enter.row({ id: "a" })
      },
      ["windows: a was not counted"],
    ],
    [
      "a window that counts twice",
      () => {
        everywhere({ id: "a" })
        enter.sum(2, 2380)
      },
      [`windows: ${window} has 2 with 2380, counted were 1 with 1190`],
    ],
    [
      "a window that is not there",
      () => everywhere({ id: "a" }),
      [`windows: ${window} has 0 with 0, counted were 1 with 1190`],
    ],
    [
      "a window of nothing",
      () => enter.sum(1, 5),
      [`windows: ${window} has 1 with 5, counted were 0 with 0`],
    ],
    [
      "a claim of a record that is not there",
      () => {
        everywhere({ id: "a" })
        enter.claim({ id: "a", sequence: "other" })
      },
      ["windows: a was counted by a record that is not on the stream"],
    ],
    ["poison that was not kept", () => enter.poison("x"), ["quarantine: s1 x is missing: not-json"]],
    [
      "a good record in quarantine",
      () => {
        everywhere({ id: "a" })
        enter.sum(1, 1190)
        enter.kept("a")
      },
      ["quarantine: q-a is no not-json on the stream"],
    ],
    [
      "an id with two amounts",
      () => {
        everywhere({ id: "a" })
        enter.record({ id: "a", subtotal: 2, sequence: "2" })
        enter.sum(1, 1190)
      },
      ["stream: a was sent with different amounts"],
    ],
  ])("is %s", (_, prepare, expected) => {
    prepare()

    expect(found()).toEqual(expected)
  })

  test("is printed, the first ones of many, with their number", () => {
    for (let n = 0; n < 5; n++) enter.bill({ id: `b${n}` })
    prepareSent(ledgers, period)
    const all = [...differences(ledgers, period)]

    const lines = linesOf({
      period,
      counts: count(ledgers, period),
      shown: all.slice(0, 2),
      total: all.length,
    })

    expect(lines.slice(-4)).toEqual([
      "  ✗ bills: b0 was never sent",
      "  ✗ bills: b1 was never sent",
      "  … and 3 more",
      "5 differences.",
    ])
  })
})
