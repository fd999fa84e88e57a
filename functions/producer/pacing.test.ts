import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { dueAt, isOver, type Plan, untilNext } from "./pacing.ts"

const rates = fc.double({ min: 0.01, max: 2000, noNaN: true })
const pauses = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 60 })

describe("pacing", () => {
  it("makes an invoice due every two seconds at a rate of 0.5", () => {
    const plan: Plan = { rate: 0.5, seconds: null, startedMs: 1_000 }

    const due = [1_000, 2_999, 3_000, 4_999, 5_000].map(now => dueAt(plan, now, 0).due)

    expect(due).toEqual([0, 0, 1, 1, 1])
    expect(dueAt(plan, 5_000, 1).due).toBe(1)
    expect(untilNext(plan, 3_000, 1)).toBe(2_000)
  })

  it("spreads a high rate over the second", () => {
    const plan: Plan = { rate: 2000, seconds: null, startedMs: 0 }
    let done = 0

    const due = [100, 200, 300].map(now => {
      const count = dueAt(plan, now, done).due
      done += count
      return count
    })

    expect(due).toEqual([200, 200, 200])
  })

  it("counts 0.1 a second exactly, which is no binary fraction", () => {
    expect(dueAt({ rate: 0.1, seconds: null, startedMs: 1e12 }, 1e12 + 10_000, 0).due).toBe(1)
    expect(dueAt({ rate: 0.7, seconds: 10, startedMs: 1e12 }, 1e12 + 10_000, 6).due).toBe(1)
  })

  it("ends with its seconds, however late somebody looks", () => {
    const plan: Plan = { rate: 3, seconds: 2, startedMs: 0 }

    expect(isOver(plan, 1_999)).toBe(false)
    expect(isOver(plan, 2_000)).toBe(true)
    expect(dueAt(plan, 1_000_000, 4)).toEqual({ due: 2, late: 0 })
    expect(isOver({ ...plan, seconds: null }, 1e15)).toBe(false)
  })

  it("never sends more than a second's worth at once, and accounts for every invoice of the time", () => {
    fc.assert(
      fc.property(rates, pauses, (rate, waits) => {
        const plan: Plan = { rate, seconds: null, startedMs: 1e12 }
        let [now, sent, late] = [1e12, 0, 0]
        for (const wait of waits) {
          now += wait
          const next = dueAt(plan, now, sent + late)
          expect(next.due).toBeLessThanOrEqual(Math.max(1, Math.ceil(rate)))
          // Somebody who looks every second gives nothing up.
          if (wait <= 990) expect(next.late).toBe(0)
          sent += next.due
          late += next.late
        }
        expect(Math.abs(sent + late - Math.floor((rate * (now - 1e12)) / 1000 + 1e-9))).toBe(0)
      }),
      { numRuns: 2_000 },
    )
  })
})
