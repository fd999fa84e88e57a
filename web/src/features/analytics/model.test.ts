import fc from "fast-check"
import "../../testing/english.ts"
import { expect, test } from "vitest"
import { aWindow, noonPlus } from "../../testing/builders.ts"
import {
  barLength,
  barsOf,
  csvOf,
  customersOf,
  mergeWindows,
  mostBars,
  newestWindow,
  ofCustomer,
  rangeOf,
  ranges,
  totalOf,
  windowsSince,
} from "./model.ts"

test("the bars of a minute are twelve, without a gap, oldest first", () => {
  const bars = barsOf([aWindow(50), aWindow(40)], 1, noonPlus(56))

  expect(bars.map(({ start }) => start)).toEqual(Array.from({ length: 12 }, (_, i) => noonPlus(-5 + i * 5)))
})

test("a time without a window is a time without invoices", () => {
  const bars = barsOf([aWindow(50, { count: 3, total: 30.5 }), aWindow(40)], 1, noonPlus(56))

  expect(bars.slice(-3)).toEqual([
    { start: noonPlus(40), count: 1, total: 10 },
    { start: noonPlus(45), count: 0, total: 0 },
    { start: noonPlus(50), count: 3, total: 30.5 },
  ])
})

test("a window that may still be on its way is not shown as empty", () => {
  const bars = barsOf([aWindow(40)], 1, noonPlus(56))

  expect(bars.at(-1)?.start).toBe(noonPlus(40))
})

test("when no more invoices come, the chart goes on without them", () => {
  const bars = barsOf([aWindow(0)], 1, noonPlus(42))

  expect(bars.at(-1)).toEqual({ start: noonPlus(25), count: 0, total: 0 })
})

test("a longer range adds windows up in one bar, exactly", () => {
  const windows = [0, 5, 10].map(second => aWindow(second, { count: 2, total: 0.1 }))

  const bars = barsOf(windows, 60, noonPlus(30))

  expect(bars.at(-1)).toEqual({ start: noonPlus(0), count: 6, total: 0.3 })
})

test("a bar that is not complete yet is not shown", () => {
  const bars = barsOf([aWindow(15), aWindow(10)], 60, noonPlus(21))

  expect(bars.at(-1)?.start).toBe(noonPlus(0))
})

test("no invoice is lost or counted twice, whatever the range", () => {
  const starts = fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1 })
  fc.assert(
    fc.property(starts, fc.constantFrom(...ranges), (slots, minutes) => {
      const windows = slots.map(slot => aWindow(slot * 5))

      const bars = barsOf(windows, minutes, noonPlus(60 + barLength(minutes) / 1000 + 12))

      return (
        bars.reduce((sum, { count }) => sum + count, 0) === (minutes === 1 ? counted(slots) : slots.length)
      )
    }),
  )
})

/** In one minute that ends 5 seconds after the last slot, the first slot is out of the picture. */
const counted = (slots: number[]) => slots.filter(slot => slot > 0).length

test("sums of windows are exact, for all and by customer, the largest first", () => {
  const windows = [
    aWindow(0, { count: 3, total: 0.3, customers: [share("a", 1, 0.1), share("b", 2, 0.2)] }),
    aWindow(5, { count: 2, total: 0.3, customers: [share("a", 2, 0.3)] }),
  ]

  expect(totalOf(windows)).toEqual({ count: 5, total: 60n })
  expect(customersOf(windows)).toEqual([
    { customerId: "a", count: 3, total: 40n },
    { customerId: "b", count: 2, total: 20n },
  ])
})

const share = (customerId: string, count: number, total: number) => ({ customerId, count, total })

test("only windows that ended in the last minutes count", () => {
  const windows = [aWindow(60), aWindow(0), aWindow(-5)]

  expect(windowsSince(windows, 1, noonPlus(64))).toEqual([aWindow(60), aWindow(0)])
})

test("an address that asks for a range that there is not gets five minutes", () => {
  expect([rangeOf("15"), rangeOf("7"), rangeOf(null)]).toEqual([15, 5, 5])
})

test("no range has more bars than a chart can show", () => {
  for (const minutes of ranges) expect((minutes * 60_000) / barLength(minutes)).toBeLessThanOrEqual(mostBars)
})

test("what is read again takes the place of what was known; what is too old is forgotten", () => {
  const known = [aWindow(10), aWindow(5), aWindow(0)]
  const read = [aWindow(15), aWindow(10, { count: 2 })]

  const merged = mergeWindows(known, read, noonPlus(5))

  expect(merged).toEqual([aWindow(15), aWindow(10, { count: 2 }), aWindow(5)])
})

test("a window that comes late finds its place", () => {
  const merged = mergeWindows([aWindow(15), aWindow(5)], [aWindow(15), aWindow(10)], noonPlus(0))

  expect(merged.map(({ start }) => Date.parse(start))).toEqual([noonPlus(15), noonPlus(10), noonPlus(5)])
})

test("one customer's windows have that customer's numbers only", () => {
  const windows = [
    aWindow(5, { count: 3, total: 0.3, customers: [share("a", 1, 0.1), share("b", 2, 0.2)] }),
    aWindow(0, { customers: [share("b", 1, 10)] }),
  ]

  expect(ofCustomer(windows, "a")).toEqual([
    aWindow(5, { count: 1, total: 0.1, customers: [share("a", 1, 0.1)] }),
  ])
})

test("when nothing came in for a while there is no newest window", () => {
  expect(newestWindow([aWindow(0)], noonPlus(15))).toEqual(aWindow(0))
  expect(newestWindow([aWindow(0)], noonPlus(60))).toBeUndefined()
})

test("the file has the numbers of the chart, and amounts with both places", () => {
  const csv = csvOf([{ start: noonPlus(0), count: 2, total: 0.3 }], 5000)

  expect(csv).toBe("start,end,count,total\r\n2026-11-22T12:00:00.000Z,2026-11-22T12:00:05.000Z,2,0.30\r\n")
})
